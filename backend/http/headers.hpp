#pragma once
#include "backend/http/message.hpp"
#include "backend/http/settings.hpp"

#include <cstdint>
#include <string>

namespace stu::http {

/// Adds to every answer, errors included, what keeps browsers from being used against their users. A header
/// that the response has already is left as it is.
void add_security_headers(Response& response, const Settings& settings);

/// A moment as HTTP writes it (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::int64_t unix_ms);

} // namespace stu::http
