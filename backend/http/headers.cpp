#include "backend/http/headers.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>

namespace stu::http {
namespace {

/// `wasm-unsafe-eval` permits compiling WebAssembly and nothing else; no inline script or style anywhere.
/// `blob:` is for showing a PDF that the page holds already. reCAPTCHA is a script and a frame of its
/// server's (https://developers.google.com/recaptcha/docs/faq).
std::string content_security_policy(const std::string& captcha_server) {
    const bool captcha = !captcha_server.empty();
    const std::string scripts = captcha
                                    ? " " + captcha_server + "/recaptcha/ https://www.gstatic.com/recaptcha/"
                                    : "",
                      frames = captcha ? " " + captcha_server + "/recaptcha/" : "";
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + scripts +
           "; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src "
           "'self'; "
           "frame-src 'self' blob:" +
           frames +
           "; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors "
           "'none'";
}

constexpr const char* permissions_policy =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

bool has_header(const Headers& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return header.first == name; });
}

} // namespace

std::string http_date(std::int64_t unix_ms) {
    const auto second = static_cast<std::time_t>(unix_ms / 1000);
    thread_local std::time_t written = -1; // every answer has a date, and thousands have the same
    thread_local std::string date;
    if (written != second) {
        date = fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(second));
        written = second;
    }
    return date;
}

Headers security_headers(const Settings& settings) {
    Headers headers{{"Content-Security-Policy", content_security_policy(settings.captcha_server)},
                    {"X-Content-Type-Options", "nosniff"},
                    {"X-Frame-Options", "DENY"},
                    {"Referrer-Policy", "no-referrer"},
                    {"Permissions-Policy", permissions_policy},
                    {"Cross-Origin-Opener-Policy", "same-origin"},
                    {"Cross-Origin-Resource-Policy", "same-origin"},
                    {"Cache-Control", "no-store"}};
    if (settings.https())
        headers.emplace_back("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    return headers;
}

void add_missing(Response& response, const Headers& headers) {
    response.headers.reserve(response.headers.size() + headers.size());
    for (const auto& header : headers)
        if (!has_header(response.headers, header.first)) response.headers.push_back(header);
}

} // namespace stu::http
