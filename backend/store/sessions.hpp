#pragma once
// Who is signed in. The database knows only hashes of tokens, so a stolen copy of it opens nothing.

#include "backend/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::store {

struct StoredSession {
    std::string token_hash; ///< SHA-256 in hex
    std::string user_id;
    std::int64_t created_ms = 0, expires_ms = 0;
};

void insert_session(Transaction& transaction, const StoredSession& session);

/// Nothing when the session is unknown, ended or expired.
std::optional<std::string> session_user(Transaction& transaction, std::string_view token_hash,
                                        std::int64_t now_ms);

/// Ends a session; harmless when there is none.
void delete_session(Transaction& transaction, std::string_view token_hash);

/// Returns how many went.
std::int64_t delete_expired_sessions(Transaction& transaction, std::int64_t now_ms);

} // namespace stu::store
