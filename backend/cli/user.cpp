#include "backend/app/addresses.hpp"
#include "backend/app/limits.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/dates.hpp"
#include "backend/cli/installation.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/work.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace stu::cli {
namespace {

User require_user(store::Transaction& transaction, const std::string& email) {
    const auto stored = store::find_user_by_email(transaction, email);
    if (!stored) throw std::runtime_error("There is no account with the address \"" + email + "\".");
    return stored->user;
}

} // namespace

int list_users(const Place& place) {
    Installation installation(place);
    const auto accounts = installation.store().read(store::list_accounts);
    if (accounts.empty()) fmt::print("There are no accounts yet.\n");
    for (const store::AccountSummary& account : accounts)
        fmt::print("{:<40}  {:<7}  {:<12}  since {}  {}{}\n", account.user.email, name_of(account.user.role),
                   fmt::join(account.user.departments, ","), date_of(account.created_ms), account.user.name,
                   account.deactivated_ms == 0 ? ""
                                               : "  (deactivated " + date_of(account.deactivated_ms) + ")");
    return 0;
}

int deactivate_user(const Place& place, const std::string& address) {
    Installation installation(place);
    const std::string email = app::account_address(address);
    const bool changed = installation.store().write([&](store::Transaction& transaction) {
        store::give_back_tickets_of(transaction, require_user(transaction, email).id);
        return store::deactivate_account(transaction, email, installation.clock().now_ms());
    });
    fmt::print("{}\n", changed ? "Deactivated: signed out everywhere, and cannot sign in. Tickets stay."
                               : "The account has been deactivated before.");
    return 0;
}

int activate_user(const Place& place, const std::string& address) {
    Installation installation(place);
    const std::string email = app::account_address(address);
    const bool changed = installation.store().write([&](store::Transaction& transaction) {
        require_user(transaction, email);
        return store::activate_account(transaction, email);
    });
    fmt::print("{}\n",
               changed ? "Activated: can sign in with the password it had." : "The account is active.");
    return 0;
}

int set_head(const Place& place, const std::string& address, const std::string& department, bool head) {
    Installation installation(place);
    const std::string email = app::account_address(address);
    const bool works_there = installation.store().write([&](store::Transaction& transaction) {
        return store::set_head(transaction, require_user(transaction, email).id, department, head);
    });
    if (!works_there) throw std::runtime_error(email + " does not work at \"" + department + "\".");
    fmt::print("{}\n", head ? "Head of the department: sees how much each of it does."
                            : "Not the head of the department any more.");
    return 0;
}

int unlock_user(const Place& place, const std::string& address) {
    Installation installation(place);
    const std::string email = app::account_address(address);
    const bool counted = installation.store().write([&](store::Transaction& transaction) {
        require_user(transaction, email);
        return app::forgive(transaction, app::limit::sign_in, email);
    });
    fmt::print("{}\n", counted ? "Unlocked: failed attempts are counted anew."
                               : "The account is not locked: no failed attempts are counted.");
    return 0;
}

} // namespace stu::cli
