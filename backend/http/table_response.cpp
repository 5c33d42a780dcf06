#include "backend/http/table_response.hpp"

#include <utility>

namespace stu::http {

Response table_response(app::Table table) {
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers = {{"Content-Disposition", "attachment; filename=\"" + table.file_name + "\""},
                        {"Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'"},
                        {"Cache-Control", "private, no-store"}};
    response.body = std::move(table.content);
    return response;
}

} // namespace stu::http
