#include "backend/http/headers.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>

namespace stu::http {
namespace {

/// `wasm-unsafe-eval` permits compiling WebAssembly and nothing else; no inline script or style anywhere.
/// `blob:` is for showing a PDF that the page holds already.
constexpr const char* content_security_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data: "
    "blob:; "
    "style-src 'self'; font-src 'self'; frame-src 'self' blob:; manifest-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr const char* permissions_policy =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

bool has_header(const Headers& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return header.first == name; });
}

} // namespace

std::string http_date(std::int64_t unix_ms) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(static_cast<std::time_t>(unix_ms / 1000)));
}

void add_security_headers(Response& response, bool https) {
    const auto add = [&](const char* name, const char* value) {
        if (!has_header(response.headers, name)) response.headers.emplace_back(name, value);
    };
    add("Content-Security-Policy", content_security_policy);
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Permissions-Policy", permissions_policy);
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Cache-Control", "no-store");
    if (https) add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

} // namespace stu::http
