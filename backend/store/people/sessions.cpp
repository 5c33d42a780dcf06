#include "backend/store/people/sessions.hpp"

#include "common/time_spans.hpp"

#define SESSION_COLUMNS "token_hash, user_id, created_ms, expires_ms, idle_ms, last_used_ms, browser"

namespace stu::store {
namespace {

StoredSession session_in(const sql::Statement& row) {
    return {row.text(0),    row.text(1),    row.integer(2), row.integer(3),
            row.integer(4), row.integer(5), row.text(6)};
}

bool is_alive(const StoredSession& session, std::int64_t now_ms) {
    const bool is_idle = session.idle_ms != 0 && session.last_used_ms + session.idle_ms <= now_ms;
    // A clock that was put back by years would revive what had ended, for as long.
    const bool is_of_tomorrow = session.created_ms > now_ms + day_ms;
    return session.expires_ms > now_ms && !is_idle && !is_of_tomorrow;
}

} // namespace

constexpr std::string_view insert_session_row =
    "INSERT INTO session (" SESSION_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7)";

void insert_session(Transaction& transaction, const StoredSession& session) {
    transaction.connection().run(insert_session_row,
                                 {session.token_hash, session.user_id, session.created_ms, session.expires_ms,
                                  session.idle_ms, session.last_used_ms, session.browser});
}

// Primary keys. A sign-in that was under way when the account was deactivated comes to nothing here.
constexpr std::string_view select_session =
    "SELECT " SESSION_COLUMNS " FROM session WHERE token_hash = $1 "
    "AND NOT EXISTS (SELECT 1 FROM app_user WHERE id = session.user_id AND deactivated_ms IS NOT NULL)";

std::optional<StoredSession> find_session(Transaction& transaction, std::string_view token_hash,
                                          std::int64_t now_ms) {
    const auto find = [&]() -> std::optional<StoredSession> {
        const auto row = transaction.connection().query(select_session, {token_hash});
        if (!row->next()) return std::nullopt;
        return session_in(*row);
    };
    auto session = transaction.kept("session " + std::string(token_hash), find, Kept::Size::row);
    if (session && !is_alive(*session, now_ms)) session.reset();
    return session;
}

// Primary key.
constexpr std::string_view update_use = R"(UPDATE session SET last_used_ms = $2 WHERE token_hash = $1)";

void note_session_use(Transaction& transaction, std::string_view token_hash, std::int64_t now_ms) {
    transaction.connection().run(update_use, {token_hash, now_ms});
}

// Index session_user.
constexpr std::string_view select_of_user =
    "SELECT " SESSION_COLUMNS " FROM session WHERE user_id = $1 ORDER BY last_used_ms DESC, token_hash";

std::vector<StoredSession> sessions_of(Transaction& transaction, std::string_view user_id,
                                       std::int64_t now_ms) {
    std::vector<StoredSession> sessions;
    const auto row = transaction.connection().query(select_of_user, {user_id});
    while (row->next()) sessions.push_back(session_in(*row));
    std::erase_if(sessions, [&](const StoredSession& each) { return !is_alive(each, now_ms); });
    return sessions;
}

// Primary key.
constexpr std::string_view delete_row = R"(DELETE FROM session WHERE token_hash = $1)";

void delete_session(Transaction& transaction, std::string_view token_hash) {
    transaction.connection().run(delete_row, {token_hash});
}

// Index session_user.
constexpr std::string_view delete_sessions_of_user =
    R"(DELETE FROM session WHERE user_id = $1 AND token_hash <> $2)";

void delete_sessions(Transaction& transaction, std::string_view user_id, std::string_view kept_token_hash) {
    transaction.connection().run(delete_sessions_of_user, {user_id, kept_token_hash});
}

// Index session_expiry.
constexpr std::string_view delete_old_sessions = R"(DELETE FROM session WHERE expires_ms <= $1)";

std::int64_t delete_expired_sessions(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(delete_old_sessions, {now_ms});
}

} // namespace stu::store
