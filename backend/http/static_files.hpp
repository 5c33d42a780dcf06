#pragma once
#include "backend/http/message.hpp"

namespace stu::http {

/// An embedded file in the best encoding that the browser takes, or 304. Every other path is a page of the
/// app, which routes itself, and gets /index.html.
Response static_file(const Request& request);

/// Whether `Accept-Encoding` permits `coding` ("br", "gzip"): named and not with q=0.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

} // namespace stu::http
