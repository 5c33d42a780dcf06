#pragma once
// Who is signed in. The database knows only hashes of tokens, so a stolen copy of it opens nothing.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct StoredSession {
    std::string token_hash; ///< SHA-256 in hex
    std::string user_id;
    std::int64_t created_ms = 0, expires_ms = 0;
    std::int64_t idle_ms = 0; ///< ends after this long without use; 0 = never
    std::int64_t last_used_ms = 0;
    std::string browser = {}; ///< in words
};

void insert_session(Transaction& transaction, const StoredSession& session);

/// Nothing when the session is unknown, ended, expired or has been idle for too long.
std::optional<StoredSession> find_session(Transaction& transaction, std::string_view token_hash,
                                          std::int64_t now_ms);

void note_session_use(Transaction& transaction, std::string_view token_hash, std::int64_t now_ms);

/// The one used last first.
std::vector<StoredSession> sessions_of(Transaction& transaction, std::string_view user_id,
                                       std::int64_t now_ms);

/// Ends a session; harmless when there is none.
void delete_session(Transaction& transaction, std::string_view token_hash);

/// Ends all sessions of a person, but for the one with `kept_token_hash`, if any.
void delete_sessions(Transaction& transaction, std::string_view user_id, std::string_view kept_token_hash);

/// Returns how many went.
std::int64_t delete_expired_sessions(Transaction& transaction, std::int64_t now_ms);

} // namespace stu::store
