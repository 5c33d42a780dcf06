#include "backend/cli/networks.hpp"
#include "backend/cli/english.hpp"

#include <algorithm>
#include <string>

namespace stu::cli {

Result<std::vector<http::AddressRange>> networks_of(std::string_view name, std::string_view list) {
    constexpr std::string_view between = ", ";
    std::vector<http::AddressRange> ranges;
    for (std::size_t begin = 0; (begin = list.find_first_not_of(between, begin)) != list.npos;) {
        const std::size_t end = std::min(list.find_first_of(between, begin), list.size());
        const std::string written(list.substr(begin, end - begin));
        const auto range = http::AddressRange::parse(written);
        if (!range)
            return unusable(Code::invalid,
                            std::string(name) + ": \"" + written +
                                "\" is no address like 10.0.0.5 and no range like 10.0.0.0/24.");
        if (range->is_too_wide())
            return unusable(Code::invalid, std::string(name) +
                                               " must not name more than anybody's own network (\"" +
                                               written + "\"; /8 is the widest).");
        ranges.push_back(*range);
        begin = end;
    }
    return ranges;
}

} // namespace stu::cli
