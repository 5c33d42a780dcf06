#pragma once
#include "backend/app/context.hpp"
#include "backend/http/settings.hpp"

#include <string>
#include <string_view>

namespace stu::http {

/// The session token of a Cookie header; empty when there is none, or when it does not look like one of ours.
std::string session_token(std::string_view cookie_header, const Settings& settings);

/// The value of Set-Cookie. Precondition: `change.kind` is not `keep`.
std::string set_cookie(const app::CookieChange& change, const Settings& settings);

} // namespace stu::http
