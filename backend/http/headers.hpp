#pragma once
#include "backend/http/message.hpp"
#include "backend/http/settings.hpp"

namespace stu::http {

/// Adds to every answer, errors included, what keeps browsers from being used against their users. A header
/// that the response has already is left as it is.
void add_security_headers(Response& response, const Settings& settings);

} // namespace stu::http
