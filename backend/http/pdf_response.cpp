#include "backend/http/pdf_response.hpp"

#include "common/attachment.hpp"
#include "common/text.hpp"

#include <utility>

namespace stu::http {
namespace {

/// What every browser takes for part of a name.
bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == ' ';
}

} // namespace

std::string content_disposition(std::string_view kind, std::string_view file_name) {
    const std::string name = clean_file_name(file_name);
    std::string plain;
    for (const char c : name) plain += is_plain(c) ? c : '_';
    return std::string(kind) + "; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name);
}

Response pdf_response(app::ServedFile file, bool inline_view) {
    Response response;
    response.content_type = "application/pdf";
    response.body = std::move(file.content);
    response.headers = {
        {"Content-Disposition", content_disposition(inline_view ? "inline" : "attachment", file.name)},
        // The browsers' own viewers refuse to work under `sandbox`; shown inline, the PDF is only kept from
        // loading anything and from being framed elsewhere.
        {"Content-Security-Policy", inline_view ? "default-src 'none'; style-src 'unsafe-inline'; "
                                                  "object-src 'self'; frame-ancestors 'self'"
                                                : "default-src 'none'; sandbox; frame-ancestors 'none'"},
        {"X-Frame-Options", inline_view ? "SAMEORIGIN" : "DENY"},
        {"Cache-Control", "private, no-store"}};
    return response;
}

} // namespace stu::http
