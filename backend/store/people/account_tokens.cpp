#include "backend/store/people/account_tokens.hpp"

#include "backend/store/people/users.hpp"

namespace stu::store {

// Primary key (user_id, purpose).
constexpr std::string_view put = R"(
    INSERT INTO account_token (user_id, purpose, token_hash, email, expires_ms) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (user_id, purpose) DO UPDATE SET token_hash = $3, email = $4, expires_ms = $5)";

void put_token(Transaction& transaction, const AccountToken& token, std::string_view token_hash) {
    transaction.connection().run(
        put, {token.user_id, name_of(token.purpose), token_hash, token.email, token.expires_ms});
}

// Unique index on token_hash.
constexpr std::string_view take = R"(
    DELETE FROM account_token WHERE token_hash = $1 AND purpose = $2 AND expires_ms > $3
    RETURNING user_id, email, expires_ms)";

std::optional<AccountToken> take_token(Transaction& transaction, TokenPurpose purpose,
                                       std::string_view token_hash, std::int64_t now_ms) {
    const auto row = transaction.connection().query(take, {token_hash, name_of(purpose), now_ms});
    if (!row->next()) return std::nullopt;
    return AccountToken{row->text(0), purpose, row->text(1), row->integer(2)};
}

// Unique index on token_hash.
constexpr std::string_view select_owner = R"(
    SELECT user_id FROM account_token WHERE token_hash = $1 AND purpose = $2 AND expires_ms > $3)";

std::optional<User> owner_of_token(Transaction& transaction, TokenPurpose purpose,
                                   std::string_view token_hash, std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_owner, {token_hash, name_of(purpose), now_ms});
    if (!row->next()) return std::nullopt;
    return find_user(transaction, row->text(0));
}

// Primary key (user_id, purpose).
constexpr std::string_view delete_of_user = R"(DELETE FROM account_token WHERE user_id = $1)";

void delete_tokens(Transaction& transaction, std::string_view user_id) {
    transaction.connection().run(delete_of_user, {user_id});
}

// Index account_token_expiry.
constexpr std::string_view delete_old_tokens = R"(DELETE FROM account_token WHERE expires_ms <= $1)";

std::int64_t delete_expired_tokens(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(delete_old_tokens, {now_ms});
}

} // namespace stu::store
