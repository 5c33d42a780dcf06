#pragma once
#include "backend/app/context.hpp"
#include "backend/http/settings.hpp"

#include <string>
#include <string_view>

namespace stu::http {

/// The token under `name` in a Cookie header; empty when there is none, or when it does not look like one of
/// ours.
std::string cookie_token(std::string_view cookie_header, std::string_view name);

/// The value of Set-Cookie.
std::string set_cookie(const app::CookieChange& change, const Settings& settings);

} // namespace stu::http
