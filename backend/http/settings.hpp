#pragma once
#include "backend/http/gate/address.hpp"
#include "backend/system/log.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::http {

/// What the edge knows about its own address. From configuration, never from a request.
struct Settings {
    /// "https://desk.example.edu": what browsers may name as Origin. The first is the base URL; a server on
    /// loopback has one for each of its names.
    std::vector<std::string> origins;
    std::string captcha_server = {}; ///< origin that pages may load reCAPTCHA from; empty = none

    std::string language = "en"; ///< of whoever reads none of ours

    system::LogForm log_form = system::LogForm::json; ///< of the line that tells of a request

    TrustedProxies proxies{};
    AddressRanges campus{}; ///< networks in which many people share an address

    bool https() const { return origins.front().starts_with("https://"); }
    /// The `__Host-` prefix keeps sub-domains from planting a cookie (RFC 6265bis §4.1.3.2); it demands
    /// Secure, so it cannot be used over plain HTTP.
    const char* session_cookie() const { return https() ? "__Host-stuticket_session" : "stuticket_session"; }
    const char* browser_cookie() const { return https() ? "__Host-stuticket_browser" : "stuticket_browser"; }
    bool knows_host(std::string_view host) const;
    bool knows_origin(std::string_view origin) const;
};

} // namespace stu::http
