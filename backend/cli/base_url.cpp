#include "backend/cli/base_url.hpp"

#include "common/numbers.hpp"
#include "common/text.hpp"

#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace stu::cli {
namespace {

/// Of "desk.example.edu:8443" or "[::1]:8443"; also when none is named.
bool has_possible_port(std::string_view host) {
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.find(':', bracket == host.npos ? 0 : bracket);
    if (colon == host.npos) return true;
    return number_in<std::uint16_t>(host.substr(colon + 1)).value_or(0) != 0;
}

} // namespace

std::string checked_base_url(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    url = lower_ascii(url);
    // Browsers leave the scheme's own port out of Host and Origin.
    for (const auto& [scheme, port] : {std::pair{"http://", ":80"}, std::pair{"https://", ":443"}})
        if (url.starts_with(scheme) && url.ends_with(port))
            url.resize(url.size() - std::string_view(port).size());
    const bool known = url.starts_with("http://") || url.starts_with("https://");
    const std::size_t host = url.find("://") + 3;
    if (!known || url.size() == host || url.find_first_of("/?#@ ", host) != url.npos)
        throw std::runtime_error("--base-url must look like https://desk.example.edu, without a path");
    if (!has_possible_port(std::string_view(url).substr(host)))
        throw std::runtime_error("The port in --base-url must be a number from 1 to 65535");
    return url;
}

std::string domain_of(const std::string& origin) {
    const std::string host = origin.substr(origin.find("://") + 3);
    if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
    return host.substr(0, host.find(':'));
}

} // namespace stu::cli
