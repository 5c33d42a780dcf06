#include "backend/store/sessions.hpp"

namespace stu::store {

constexpr std::string_view insert_row = R"(
    INSERT INTO session (token_hash, user_id, created_ms, expires_ms) VALUES ($1, $2, $3, $4))";

void insert_session(Transaction& transaction, const StoredSession& session) {
    transaction.connection().run(
        insert_row, {session.token_hash, session.user_id, session.created_ms, session.expires_ms});
}

// Primary keys. A sign-in that was under way when the account was deactivated comes to nothing here.
constexpr std::string_view select_user = R"(
    SELECT s.user_id FROM session s JOIN app_user u ON u.id = s.user_id
    WHERE s.token_hash = $1 AND s.expires_ms > $2 AND u.deactivated_ms IS NULL)";

std::optional<std::string> session_user(Transaction& transaction, std::string_view token_hash,
                                        std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_user, {token_hash, now_ms});
    if (!row->next()) return std::nullopt;
    return row->text(0);
}

// Primary key.
constexpr std::string_view delete_row = R"(DELETE FROM session WHERE token_hash = $1)";

void delete_session(Transaction& transaction, std::string_view token_hash) {
    transaction.connection().run(delete_row, {token_hash});
}

// Index session_expiry.
constexpr std::string_view delete_expired = R"(DELETE FROM session WHERE expires_ms <= $1)";

std::int64_t delete_expired_sessions(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(delete_expired, {now_ms});
}

} // namespace stu::store
