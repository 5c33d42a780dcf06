#pragma once
// Accounts as operators see them, and whether they may be used.

#include "backend/store/engine/store.hpp"
#include "common/user.hpp"
#include "common/work.hpp"

#include <cstdint>
#include <optional>
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

/// Makes somebody of a department's staff its head, or no longer. False: they do not work there.
bool set_head(Transaction& transaction, std::string_view user_id, std::string_view department, bool head);

bool is_deactivated(Transaction& transaction, std::string_view user_id);

/// Who works for a department and may sign in, by id.
std::vector<User> staff_of(Transaction& transaction, std::string_view department);

/// The same as colleagues see them, by name.
std::vector<Colleague> colleagues_in(Transaction& transaction, std::string_view department);
/// Somebody who need not work anywhere any more; nothing when there never was such an account.
std::optional<Colleague> find_colleague(Transaction& transaction, std::string_view user_id);

/// Whether somebody still has the password hash of the application before this one.
bool has_imported_passwords(Transaction& transaction);

} // namespace stu::store
