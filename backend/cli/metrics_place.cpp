#include "backend/cli/metrics.hpp"

#include "backend/http/gate/address.hpp"
#include "common/numbers.hpp"

#include <sys/un.h>

namespace stu::cli {

std::optional<MetricsPlace> metrics_place(std::string_view text) {
    if (text.starts_with('/'))
        return text.size() < sizeof(sockaddr_un::sun_path)
                   ? std::optional(MetricsPlace{std::string(text), {}, 0})
                   : std::nullopt;
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos) return std::nullopt;
    std::string_view address = text.substr(0, colon);
    const bool bracketed = address.starts_with('[') && address.ends_with(']');
    if (bracketed) address = address.substr(1, address.size() - 2);
    const auto known = http::Address::parse(address);
    const auto port = number_in<std::uint16_t>(text.substr(colon + 1));
    if (!known || known->is_v4() == bracketed || !port || *port == 0) return std::nullopt;
    return MetricsPlace{{}, std::string(address), *port};
}

} // namespace stu::cli
