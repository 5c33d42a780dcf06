#include "backend/store/people/users.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/people/account_tokens.hpp"
#include "backend/store/people/sessions.hpp"

#define USER_COLUMNS                                                                                         \
    "id, email, name, registration_number, role, password_hash, verified_ms, time_zone, notifications, "     \
    "language"

namespace stu::store {
namespace {

/// Reads the USER_COLUMNS of the row.
StoredUser user_in(const sql::Statement& row) {
    StoredUser stored;
    User& user = stored.user;
    user.id = row.text(0);
    user.email = row.text(1);
    user.name = row.text(2);
    user.registration_number = row.text(3);
    user.role = stored_enum<Role>(row.text(4));
    stored.password_hash = row.text(5);
    user.verified = row.integer(6) != 0;
    user.time_zone = row.text(7);
    user.notifications = stored_enum<Notifications>(row.text(8));
    user.language = row.text(9);
    return stored;
}

// Primary key (user_id, department).
constexpr std::string_view select_departments = R"(
    SELECT department, head FROM staff_membership WHERE user_id = $1 ORDER BY department)";

void load_departments(Transaction& transaction, User& user) {
    const auto rows = transaction.connection().query(select_departments, {user.id});
    while (rows->next()) {
        user.departments.push_back(rows->text(0));
        if (rows->integer(1) != 0) user.heads.push_back(rows->text(0));
    }
}

std::optional<StoredUser> next_user(Transaction& transaction, sql::Statement& row) {
    if (!row.next()) return std::nullopt;
    StoredUser stored = user_in(row);
    load_departments(transaction, stored.user);
    return stored;
}

} // namespace

// Unique index on email.
constexpr std::string_view select_by_email =
    "SELECT " USER_COLUMNS " FROM app_user WHERE email = $1 AND deleted_ms IS NULL";

std::optional<StoredUser> find_user_by_email(Transaction& transaction, std::string_view email) {
    return next_user(transaction, *transaction.connection().query(select_by_email, {email}));
}

// Primary key.
constexpr std::string_view select_first = "SELECT " USER_COLUMNS " FROM app_user ORDER BY id LIMIT 1";

std::optional<User> find_anybody(Transaction& transaction) {
    auto stored = next_user(transaction, *transaction.connection().query(select_first));
    if (!stored) return std::nullopt;
    return std::move(stored->user);
}

// Primary key.
constexpr std::string_view select_user_by_id = "SELECT " USER_COLUMNS " FROM app_user WHERE id = $1";

std::optional<StoredUser> find_stored_user(Transaction& transaction, std::string_view user_id) {
    return next_user(transaction, *transaction.connection().query(select_user_by_id, {user_id}));
}

std::optional<User> find_user(Transaction& transaction, std::string_view user_id) {
    const auto find = [&]() -> std::optional<User> {
        auto stored = find_stored_user(transaction, user_id);
        if (!stored) return std::nullopt;
        return std::move(stored->user);
    };
    return transaction.kept("user " + std::string(user_id), find, Kept::Size::row);
}

// Index app_user_registration.
constexpr std::string_view select_by_registration =
    "SELECT " USER_COLUMNS
    " FROM app_user WHERE lower(registration_number) = lower($1) AND registration_number <> '' "
    "AND role = 'student' AND deleted_ms IS NULL AND deactivated_ms IS NULL ORDER BY id LIMIT $2";

std::vector<User> students_registered_as(Transaction& transaction, std::string_view registration_number,
                                         std::int64_t limit) {
    std::vector<User> students;
    const auto row = transaction.connection().query(select_by_registration, {registration_number, limit});
    while (auto stored = next_user(transaction, *row)) students.push_back(std::move(stored->user));
    return students;
}

constexpr std::string_view insert_account = R"(
    INSERT INTO app_user (id, email, name, registration_number, role, password_hash, created_ms, verified_ms,
                          time_zone, notifications, language)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))";
constexpr std::string_view insert_membership = R"(
    INSERT INTO staff_membership (user_id, department) VALUES ($1, $2))";

namespace {

void insert_memberships(Transaction& transaction, const User& user) {
    for (const std::string& department : user.departments)
        transaction.connection().run(insert_membership, {user.id, department});
}

} // namespace

void insert_user(Transaction& transaction, const StoredUser& stored, std::int64_t now_ms) {
    const User& user = stored.user;
    const sql::Value verified = user.verified ? sql::Value{now_ms} : sql::Value{std::monostate{}};
    transaction.connection().run(insert_account,
                                 {user.id, user.email, user.name, user.registration_number,
                                  name_of(user.role), stored.password_hash, now_ms, verified, user.time_zone,
                                  name_of(user.notifications), user.language});
    insert_memberships(transaction, user);
}

// Primary keys, or their first column.
constexpr std::string_view replace_account = R"(
    UPDATE app_user SET name = $2, registration_number = $3, role = $4, password_hash = $5, time_zone = $6,
                        language = $7
    WHERE id = $1 AND verified_ms IS NULL)";
constexpr std::string_view delete_memberships = R"(DELETE FROM staff_membership WHERE user_id = $1)";

void replace_unconfirmed(Transaction& transaction, const StoredUser& stored) {
    const User& user = stored.user;
    if (transaction.connection().run(replace_account,
                                     {user.id, user.name, user.registration_number, name_of(user.role),
                                      stored.password_hash, user.time_zone, user.language}) == 0)
        throw sql::Trouble(sql::Trouble::Kind::conflict, "the account has been confirmed meanwhile");
    transaction.connection().run(delete_memberships, {user.id});
    insert_memberships(transaction, user);
    delete_sessions(transaction, user.id, {});
    delete_tokens(transaction, user.id);
}

// Primary key.
constexpr std::string_view update_hash = R"(UPDATE app_user SET password_hash = $2 WHERE id = $1)";

void update_password_hash(Transaction& transaction, std::string_view user_id,
                          std::string_view password_hash) {
    transaction.connection().run(update_hash, {user_id, password_hash});
}

// Primary key.
constexpr std::string_view update_user_row = R"(
    UPDATE app_user SET name = $2, registration_number = $3, time_zone = $4, notifications = $5,
                        language = $6
    WHERE id = $1)";

void update_profile(Transaction& transaction, const User& user) {
    transaction.connection().run(update_user_row,
                                 {user.id, user.name, user.registration_number, user.time_zone,
                                  name_of(user.notifications), user.language});
}

// Primary key.
constexpr std::string_view confirm = R"(UPDATE app_user SET email = $2, verified_ms = $3 WHERE id = $1)";

void confirm_address(Transaction& transaction, std::string_view user_id, std::string_view email,
                     std::int64_t now_ms) {
    transaction.connection().run(confirm, {user_id, email, now_ms});
}

// Primary key. The address, which has to differ from all others, becomes the id.
constexpr std::string_view erase = R"(
    UPDATE app_user SET email = id, name = '', registration_number = '', password_hash = '', time_zone = '',
                        language = '',
                        verified_ms = NULL, deleted_ms = $2
    WHERE id = $1)";

void erase_user(Transaction& transaction, const User& user, std::int64_t now_ms) {
    transaction.connection().run(erase, {user.id, now_ms});
    transaction.connection().run(delete_memberships, {user.id});
}

} // namespace stu::store
