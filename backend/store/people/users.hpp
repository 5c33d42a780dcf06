#pragma once
// Accounts and departments of staff.

#include "backend/store/engine/store.hpp"
#include "common/user.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct StoredUser {
    User user;
    std::string password_hash; ///< PHC text
};

/// `email` as `folded_email` leaves it.
std::optional<StoredUser> find_user_by_email(Transaction& transaction, std::string_view email);
std::optional<User> find_user(Transaction& transaction, std::string_view user_id);
/// Some account or other, the same each time; nothing only where there is none.
std::optional<User> find_anybody(Transaction& transaction);

/// Students who may use their accounts and have typed this registration number, in upper or lower case; at
/// most `limit`.
std::vector<User> students_registered_as(Transaction& transaction, std::string_view registration_number,
                                         std::int64_t limit);

/// With the departments of `user`. Throws Trouble (conflict) when the address is taken: look first, in the
/// same transaction, which then runs again.
void insert_user(Transaction& transaction, const StoredUser& stored, std::int64_t now_ms);

/// Likewise with what it takes to sign in.
std::optional<StoredUser> find_stored_user(Transaction& transaction, std::string_view user_id);

void update_password_hash(Transaction& transaction, std::string_view user_id, std::string_view password_hash);

/// Gives an account whose address was never confirmed to the person who registers with that address now: it
/// gets everything of `stored`, and its sessions end. `stored.user.id` names the account. Throws Trouble
/// (conflict) when the address has been confirmed meanwhile: look first, as above.
void replace_unconfirmed(Transaction& transaction, const StoredUser& stored);

/// Name, registration number, time zone and notifications of `user`.
void update_profile(Transaction& transaction, const User& user);

/// Makes `email` the confirmed address. Throws Trouble (conflict) when somebody else has it: look first, as
/// above.
void confirm_address(Transaction& transaction, std::string_view user_id, std::string_view email,
                     std::int64_t now_ms);

/// Takes everything personal off the account; the row stays for the tickets that refer to it. Nobody can sign
/// in to it any more, and its address is free again.
void erase_user(Transaction& transaction, const User& user, std::int64_t now_ms);

} // namespace stu::store
