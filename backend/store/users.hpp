#pragma once
// Accounts and departments of staff.

#include "backend/store/store.hpp"
#include "common/user.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::store {

struct StoredUser {
    User user;
    std::string password_hash; ///< PHC text
};

/// `email` as `folded_email` leaves it.
std::optional<StoredUser> find_user_by_email(Transaction& transaction, std::string_view email);
std::optional<User> find_user(Transaction& transaction, std::string_view user_id);

/// With the departments of `user`. Throws when the address is taken: look first, in the same transaction.
void insert_user(Transaction& transaction, const StoredUser& stored, std::int64_t now_ms);

/// Replaces the hash, when its parameters have risen since it was made.
void update_password_hash(Transaction& transaction, std::string_view user_id, std::string_view password_hash);

} // namespace stu::store
