#include "backend/http/headers.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>
#include <utility>

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
    return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(static_cast<std::time_t>(unix_ms / 1000)));
}

void add_security_headers(Response& response, const Settings& settings) {
    const auto add = [&](const char* name, std::string value) {
        if (!has_header(response.headers, name)) response.headers.emplace_back(name, std::move(value));
    };
    add("Content-Security-Policy", content_security_policy(settings.captcha_server));
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Permissions-Policy", permissions_policy);
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Cache-Control", "no-store");
    if (settings.https()) add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

} // namespace stu::http
