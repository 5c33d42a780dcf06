#pragma once
#include "backend/app/use_cases.hpp"
#include "backend/http/message.hpp"

namespace stu::http {

/// A CSV file to be saved, kept by no cache.
Response table_response(app::Table table);

} // namespace stu::http
