#include "backend/http/cookies.hpp"

#include "common/numbers.hpp"

namespace stu::http {
namespace {

constexpr std::size_t token_digits = 64;

} // namespace

std::string cookie_token(std::string_view cookie_header, std::string_view name) {
    while (!cookie_header.empty()) {
        std::string_view pair = split_off(cookie_header, ';');
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (!pair.starts_with(name) || !pair.substr(name.size()).starts_with('=')) continue;
        pair.remove_prefix(name.size() + 1);
        return is_hex(pair, token_digits) ? std::string(pair) : std::string{};
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
