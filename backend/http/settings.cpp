#include "backend/http/settings.hpp"

#include "common/text.hpp"

#include <algorithm>

namespace stu::http {

bool Settings::knows_host(std::string_view host) const {
    const std::string wanted = lower_ascii(host);
    return std::any_of(origins.begin(), origins.end(), [&](const std::string& origin) {
        return std::string_view(origin).substr(origin.find("://") + 3) == wanted;
    });
}

bool Settings::knows_origin(std::string_view origin) const {
    return std::find(origins.begin(), origins.end(), lower_ascii(origin)) != origins.end();
}

} // namespace stu::http
