#pragma once
// The API described in words, generated from the same declarations: what GET /api answers.

#include <string>

namespace stu::wire {

/// HTML without scripts: each endpoint with its method, access, request and response fields and enum values.
std::string api_page();

} // namespace stu::wire
