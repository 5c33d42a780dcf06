#pragma once
// Browsers in which somebody has signed in before, by the hash of a cookie that stays after signing out.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <string_view>

namespace stu::store {

bool is_known_browser(Transaction& transaction, std::string_view token_hash, std::string_view user_id);

/// Remembers, or notes that it was used again.
void remember_browser(Transaction& transaction, std::string_view token_hash, std::string_view user_id,
                      std::int64_t now_ms);

void forget_browsers(Transaction& transaction, std::string_view user_id);

/// Those that were last used before `before_ms`.
std::int64_t delete_old_browsers(Transaction& transaction, std::int64_t before_ms);

} // namespace stu::store
