#pragma once
#include "backend/http/message.hpp"

namespace stu::http {

/// Adds to every answer, errors included, what keeps browsers from being used against their users. A header
/// that the response has already is left as it is.
void add_security_headers(Response& response, bool https);

/// Null when `headers` has no such header; names as written by us.
const std::string* find_header(const Headers& headers, std::string_view name);

} // namespace stu::http
