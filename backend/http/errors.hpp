#pragma once
#include "backend/http/message.hpp"
#include "common/result.hpp"

#include <cstdint>
#include <string_view>

namespace stu::http {

/// The one place where a Code becomes an HTTP status.
int status_of(Code code);

/// The error for a request refused by its framing, before anybody asked what it was for.
Error framing_error(int status);

/// In which form the asker wants messages.
enum class Form : std::uint8_t { binary, json };

/// What `Accept` names; else what `Content-Type` is; else binary for the app, which names its build, and JSON
/// for everybody else.
Form form_for(std::string_view accept, std::string_view content_type, bool from_app);
Form form_for(const Request& request);

/// "application/json; charset=utf-8" is "application/json".
std::string_view media_type(std::string_view content_type);

/// The first language of `Accept-Language` that is one of ours, else the desk's own.
std::string_view language_for(const Request& request);

/// The error in the asker's form, with the request's id.
Response error_response(const Request& request, Error error);

} // namespace stu::http
