#include "backend/store/users.hpp"

#include "backend/store/rows.hpp"

namespace stu::store {
namespace {

User user_in(const sql::Statement& row) {
    User user;
    user.id = row.text(0);
    user.email = row.text(1);
    user.name = row.text(2);
    user.registration_number = row.text(3);
    user.role = stored_enum<Role>(row.text(4));
    return user;
}

// Primary key (user_id, department).
constexpr std::string_view select_departments = R"(
    SELECT department FROM staff_membership WHERE user_id = $1 ORDER BY department)";

void load_departments(Transaction& transaction, User& user) {
    const auto rows = transaction.connection().query(select_departments, {user.id});
    while (rows->next()) user.departments.push_back(rows->text(0));
}

} // namespace

// Unique index on email.
constexpr std::string_view select_by_email = R"(
    SELECT id, email, name, registration_number, role, password_hash FROM app_user WHERE email = $1)";

std::optional<StoredUser> find_user_by_email(Transaction& transaction, std::string_view email) {
    const auto row = transaction.connection().query(select_by_email, {email});
    if (!row->next()) return std::nullopt;
    StoredUser stored{user_in(*row), row->text(5)};
    load_departments(transaction, stored.user);
    return stored;
}

// Primary key.
constexpr std::string_view select_by_id = R"(
    SELECT id, email, name, registration_number, role FROM app_user WHERE id = $1)";

std::optional<User> find_user(Transaction& transaction, std::string_view user_id) {
    const auto row = transaction.connection().query(select_by_id, {user_id});
    if (!row->next()) return std::nullopt;
    User user = user_in(*row);
    load_departments(transaction, user);
    return user;
}

constexpr std::string_view insert_account = R"(
    INSERT INTO app_user (id, email, name, registration_number, role, password_hash, created_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7))";
constexpr std::string_view insert_membership = R"(
    INSERT INTO staff_membership (user_id, department) VALUES ($1, $2))";

void insert_user(Transaction& transaction, const StoredUser& stored, std::int64_t now_ms) {
    const User& user = stored.user;
    transaction.connection().run(insert_account, {user.id, user.email, user.name, user.registration_number,
                                                  name_of(user.role), stored.password_hash, now_ms});
    for (const std::string& department : user.departments)
        transaction.connection().run(insert_membership, {user.id, department});
}

// Primary key.
constexpr std::string_view update_hash = R"(UPDATE app_user SET password_hash = $2 WHERE id = $1)";

void update_password_hash(Transaction& transaction, std::string_view user_id,
                          std::string_view password_hash) {
    transaction.connection().run(update_hash, {user_id, password_hash});
}

} // namespace stu::store
