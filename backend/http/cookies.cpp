#include "backend/http/cookies.hpp"

#include <algorithm>

namespace stu::http {
namespace {

constexpr std::size_t token_digits = 64;

bool is_secret(std::string_view text) {
    return text.size() == token_digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

std::string cookie_token(std::string_view cookie_header, std::string_view name) {
    const std::string wanted = std::string(name) + "=";
    while (!cookie_header.empty()) {
        const std::size_t end = std::min(cookie_header.find(';'), cookie_header.size());
        std::string_view pair = cookie_header.substr(0, end);
        cookie_header.remove_prefix(std::min(end + 1, cookie_header.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (!pair.starts_with(wanted)) continue;
        pair.remove_prefix(wanted.size());
        return is_secret(pair) ? std::string(pair) : std::string{};
    }
    return {};
}

std::string set_cookie(const app::CookieChange& change, const Settings& settings) {
    const bool session = change.cookie == app::CookieChange::Cookie::session;
    std::string cookie = session ? settings.session_cookie() : settings.browser_cookie();
    cookie += "=" + change.token + "; Path=/; HttpOnly; SameSite=Strict";
    if (change.token.empty())
        cookie += "; Max-Age=0";
    else if (change.lifetime_ms > 0)
        cookie += "; Max-Age=" + std::to_string(change.lifetime_ms / 1000);
    if (settings.https()) cookie += "; Secure";
    return cookie;
}

} // namespace stu::http
