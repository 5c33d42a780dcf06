#pragma once
// Accounts as operators see them, and whether they may be used.

#include "backend/store/engine/store.hpp"
#include "common/user.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stu::store {

struct AccountSummary {
    User user;
    std::int64_t created_ms = 0;
    std::int64_t deactivated_ms = 0; ///< 0 while it may be used
};

/// All accounts, by e-mail address.
std::vector<AccountSummary> list_accounts(Transaction& transaction);

/// False when there is no such account, or it has been deactivated before. Ends all its sessions.
bool deactivate_account(Transaction& transaction, std::string_view email, std::int64_t now_ms);
/// False when there is no such account, or it is active.
bool activate_account(Transaction& transaction, std::string_view email);

bool is_deactivated(Transaction& transaction, std::string_view user_id);

/// Who works for a department and may sign in, by id.
std::vector<User> staff_of(Transaction& transaction, std::string_view department);

/// Whether somebody still has the password hash of the application before this one.
bool has_imported_passwords(Transaction& transaction);

} // namespace stu::store
