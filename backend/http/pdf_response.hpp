#pragma once
#include "backend/app/use_cases.hpp"
#include "backend/http/message.hpp"

#include <string>
#include <string_view>

namespace stu::http {

/// A student's file, sent so that it can do no harm to who opens it: never sniffed, never framed by others,
/// its scripts and links dead.
Response pdf_response(app::ServedFile file, bool inline_view);

/// The value of Content-Disposition: an ASCII name for old clients and the true one as RFC 8187 wants it.
std::string content_disposition(std::string_view kind, std::string_view file_name);

} // namespace stu::http
