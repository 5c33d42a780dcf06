#pragma once
// The secrets of links in mail.

#include "backend/store/engine/store.hpp"
#include "common/enum_names.hpp"
#include "common/user.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::store {

enum class TokenPurpose : std::uint8_t { confirm_email, reset_password };

struct AccountToken {
    std::string user_id;
    TokenPurpose purpose = TokenPurpose::confirm_email;
    std::string email; ///< that it was sent to
    std::int64_t expires_ms = 0;
};

/// Replaces an earlier one of the same person and purpose.
void put_token(Transaction& transaction, const AccountToken& token, std::string_view token_hash);

/// Uses a token up. Nothing when it is unknown, replaced, used or expired, without saying which.
std::optional<AccountToken> take_token(Transaction& transaction, TokenPurpose purpose,
                                       std::string_view token_hash, std::int64_t now_ms);

/// Whose token it is, without using it up.
std::optional<User> owner_of_token(Transaction& transaction, TokenPurpose purpose,
                                   std::string_view token_hash, std::int64_t now_ms);

/// All of a person's tokens: after a new password or address, older links lead nowhere.
void delete_tokens(Transaction& transaction, std::string_view user_id);

std::int64_t delete_expired_tokens(Transaction& transaction, std::int64_t now_ms);

} // namespace stu::store

namespace stu {
template <> struct EnumNames<store::TokenPurpose> {
    static constexpr std::array<std::string_view, 2> values{"confirm_email", "reset_password"};
};
} // namespace stu
