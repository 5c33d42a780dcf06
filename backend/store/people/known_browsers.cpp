#include "backend/store/people/known_browsers.hpp"

namespace stu::store {

// Primary key (user_id, token_hash).
constexpr std::string_view select_browser = R"(
    SELECT 1 FROM known_browser WHERE user_id = $1 AND token_hash = $2)";

bool is_known_browser(Transaction& transaction, std::string_view token_hash, std::string_view user_id) {
    return transaction.connection().query(select_browser, {user_id, token_hash})->next();
}

constexpr std::string_view remember = R"(
    INSERT INTO known_browser (user_id, token_hash, last_used_ms) VALUES ($1, $2, $3)
    ON CONFLICT (user_id, token_hash) DO UPDATE SET last_used_ms = $3)";

/// More than anybody uses; private windows are new browsers each time.
constexpr std::int64_t kept_browsers = 20;
// Primary key (user_id, token_hash); the few rows of a user.
constexpr std::string_view forget_rest = R"(
    DELETE FROM known_browser WHERE user_id = $1 AND token_hash NOT IN
        (SELECT token_hash FROM known_browser WHERE user_id = $1 ORDER BY last_used_ms DESC LIMIT $2))";

void remember_browser(Transaction& transaction, std::string_view token_hash, std::string_view user_id,
                      std::int64_t now_ms) {
    transaction.connection().run(remember, {user_id, token_hash, now_ms});
    transaction.connection().run(forget_rest, {user_id, kept_browsers});
}

// Primary key (user_id, token_hash).
constexpr std::string_view forget = R"(DELETE FROM known_browser WHERE user_id = $1)";

void forget_browsers(Transaction& transaction, std::string_view user_id) {
    transaction.connection().run(forget, {user_id});
}

// Index known_browser_use.
constexpr std::string_view delete_old = R"(DELETE FROM known_browser WHERE last_used_ms < $1)";

std::int64_t delete_old_browsers(Transaction& transaction, std::int64_t before_ms) {
    return transaction.connection().run(delete_old, {before_ms});
}

} // namespace stu::store
