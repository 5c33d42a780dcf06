#include "backend/store/people/account_state.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/people/users.hpp"

namespace stu::store {

// A scan, for operators only.
constexpr std::string_view select_accounts = R"(
    SELECT u.id, u.email, u.name, u.registration_number, u.role, u.created_ms, u.deactivated_ms, m.department
    FROM app_user u LEFT JOIN staff_membership m ON m.user_id = u.id
    ORDER BY u.email, m.department)";

std::vector<AccountSummary> list_accounts(Transaction& transaction) {
    std::vector<AccountSummary> accounts;
    const auto row = transaction.connection().query(select_accounts);
    while (row->next()) {
        if (accounts.empty() || accounts.back().user.id != row->text(0)) {
            AccountSummary account;
            account.user.id = row->text(0);
            account.user.email = row->text(1);
            account.user.name = row->text(2);
            account.user.registration_number = row->text(3);
            account.user.role = stored_enum<Role>(row->text(4));
            account.created_ms = row->integer(5);
            account.deactivated_ms = row->integer(6);
            accounts.push_back(std::move(account));
        }
        if (std::string department = row->text(7); !department.empty())
            accounts.back().user.departments.push_back(std::move(department));
    }
    return accounts;
}

// Unique index on email.
constexpr std::string_view set_deactivated = R"(
    UPDATE app_user SET deactivated_ms = $2 WHERE email = $1 AND deactivated_ms IS NULL)";
// A scan of the sessions, for operators only.
constexpr std::string_view delete_sessions_at = R"(
    DELETE FROM session WHERE user_id = (SELECT id FROM app_user WHERE email = $1))";

bool deactivate_account(Transaction& transaction, std::string_view email, std::int64_t now_ms) {
    if (transaction.connection().run(set_deactivated, {email, now_ms}) == 0) return false;
    transaction.connection().run(delete_sessions_at, {email});
    return true;
}

// Unique index on email.
constexpr std::string_view set_active = R"(
    UPDATE app_user SET deactivated_ms = NULL WHERE email = $1 AND deactivated_ms IS NOT NULL)";

bool activate_account(Transaction& transaction, std::string_view email) {
    return transaction.connection().run(set_active, {email}) != 0;
}

// Primary key (user_id, department).
constexpr std::string_view update_head =
    "UPDATE staff_membership SET head = $3 WHERE user_id = $1 AND department = $2";

bool set_head(Transaction& transaction, std::string_view user_id, std::string_view department, bool head) {
    return transaction.connection().run(update_head, {user_id, department, std::int64_t{head}}) != 0;
}

// Primary key.
constexpr std::string_view select_state = R"(
    SELECT 1 FROM app_user WHERE id = $1 AND deactivated_ms IS NOT NULL)";

bool is_deactivated(Transaction& transaction, std::string_view user_id) {
    return transaction.connection().query(select_state, {user_id})->next();
}

// Scans the members of staff; asked only where nobody is left who knows a ticket.
constexpr std::string_view select_staff = R"(
    SELECT id FROM app_user JOIN staff_membership ON staff_membership.user_id = app_user.id
    WHERE department = $1 AND verified_ms IS NOT NULL AND deactivated_ms IS NULL AND deleted_ms IS NULL ORDER BY id)";

std::vector<User> staff_of(Transaction& transaction, std::string_view department) {
    std::vector<User> staff;
    const auto row = transaction.connection().query(select_staff, {department});
    while (row->next()) staff.push_back(find_user(transaction, row->text(0)).value());
    return staff;
}

// As above; sorts them, who are few.
constexpr std::string_view select_colleagues = R"(
    SELECT id, name FROM app_user JOIN staff_membership ON staff_membership.user_id = app_user.id
    WHERE department = $1 AND verified_ms IS NOT NULL AND deactivated_ms IS NULL AND deleted_ms IS NULL
    ORDER BY name, id)";

std::vector<Colleague> colleagues_in(Transaction& transaction, std::string_view department) {
    return transaction.kept("colleagues " + std::string(department), [&] {
        std::vector<Colleague> colleagues;
        const auto row = transaction.connection().query(select_colleagues, {department});
        while (row->next()) colleagues.push_back({row->text(0), row->text(1)});
        return colleagues;
    });
}

// Primary key.
constexpr std::string_view select_colleague = "SELECT id, name FROM app_user WHERE id = $1";

std::optional<Colleague> find_colleague(Transaction& transaction, std::string_view user_id) {
    const auto row = transaction.connection().query(select_colleague, {user_id});
    if (!row->next()) return std::nullopt;
    return Colleague{row->text(0), row->text(1), false};
}

// Partial index app_user_imported_password.
constexpr std::string_view select_imported = "SELECT 1 FROM app_user WHERE password_hash LIKE '$2%' LIMIT 1";

bool has_imported_passwords(Transaction& transaction) {
    return transaction.connection().query(select_imported)->next();
}

} // namespace stu::store
