#include "tests/support/snapshot.hpp"

#include "tests/support/lines.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace stu::test {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t shown = 40;       ///< lines of a difference
constexpr std::size_t compared = 2'000; ///< lines of each side, since the time it takes is their product

Lines first_lines(std::string_view text) {
    Lines lines = lines_of(text);
    if (lines.size() > compared) lines.resize(compared);
    return lines;
}

} // namespace

std::string difference(std::string_view before, std::string_view after) {
    if (before == after) return {};
    const Lines old = first_lines(before), now = first_lines(after);
    // common[i][j]: lines that old from i and now from j have in common, in order.
    const std::size_t width = now.size() + 1;
    std::vector<std::size_t> common((old.size() + 1) * width);
    for (std::size_t i = old.size(); i-- > 0;)
        for (std::size_t j = now.size(); j-- > 0;)
            common[i * width + j] = old[i] == now[j]
                                        ? common[(i + 1) * width + j + 1] + 1
                                        : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    std::string text;
    std::size_t i = 0, j = 0, count = 0;
    while ((i < old.size() || j < now.size()) && count < shown) {
        if (i < old.size() && j < now.size() && old[i] == now[j]) {
            ++i, ++j;
            continue;
        }
        const bool gone =
            j == now.size() || (i < old.size() && common[(i + 1) * width + j] >= common[i * width + j + 1]);
        text += gone ? "- " : "+ ";
        text += gone ? old[i++] : now[j++];
        text += '\n';
        ++count;
    }
    return text.empty() ? "only line ends differ, or what is far down\n" : text;
}

std::string snapshot_difference(const std::string& file, const std::string& text) {
    if (std::getenv("STUTICKET_UPDATE_SNAPSHOTS") != nullptr) std::ofstream(file, std::ios::binary) << text;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream reviewed;
    reviewed << in.rdbuf();
    return difference(reviewed.str(), text);
}

} // namespace stu::test
