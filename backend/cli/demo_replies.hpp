#pragma once
// What the departments of a new demo desk have saved to be sent often.

#include "backend/security/random.hpp"
#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stu::cli {

/// Those of one department, saved by `author_id`.
void save_demo_replies(store::Transaction& transaction, security::Random& random, std::string_view department,
                       std::string_view author_id, std::int64_t now_ms);

} // namespace stu::cli
