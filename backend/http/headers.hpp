#pragma once
#include "backend/http/message.hpp"
#include "backend/http/settings.hpp"

#include <cstdint>
#include <string>

namespace stu::http {

/// What every answer has, errors included, so that browsers are not used against their users.
Headers security_headers(const Settings& settings);

/// A header that the response has already is left as it is.
void add_missing(Response& response, const Headers& headers);

/// A moment as HTTP writes it (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::int64_t unix_ms);

} // namespace stu::http
