#pragma once
// Proofs of work that have been used.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <string_view>

namespace stu::store {

/// False when it was used before.
bool use_challenge(Transaction& transaction, std::string_view challenge, std::int64_t expires_ms);

std::int64_t delete_expired_challenges(Transaction& transaction, std::int64_t now_ms);

} // namespace stu::store
