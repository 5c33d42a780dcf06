#include "backend/store/people/access_codes.hpp"

namespace stu::store {

constexpr std::string_view insert_code = R"(
    INSERT INTO access_code (id, department, code_hash, created_ms, expires_ms, uses_left)
    VALUES ($1, $2, $3, $4, $5, $6))";

void insert_access_code(Transaction& transaction, const AccessCode& code, std::string_view code_hash) {
    transaction.connection().run(
        insert_code, {code.id, code.department, code_hash, code.created_ms, code.expires_ms, code.uses_left});
}

// Unique index on code_hash.
constexpr std::string_view select_department = R"(
    SELECT department FROM access_code
    WHERE code_hash = $1 AND revoked_ms IS NULL AND expires_ms > $2 AND uses_left > 0)";

std::optional<std::string> department_of_code(Transaction& transaction, std::string_view code_hash,
                                              std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_department, {code_hash, now_ms});
    if (!row->next()) return std::nullopt;
    return row->text(0);
}

// Unique index on code_hash.
constexpr std::string_view use = R"(
    UPDATE access_code SET uses_left = uses_left - 1
    WHERE code_hash = $1 AND revoked_ms IS NULL AND expires_ms > $2 AND uses_left > 0)";

bool use_access_code(Transaction& transaction, std::string_view code_hash, std::int64_t now_ms) {
    return transaction.connection().run(use, {code_hash, now_ms}) == 1;
}

// Primary key, in order of age; a handful of rows.
constexpr std::string_view select_codes = R"(
    SELECT id, department, created_ms, expires_ms, revoked_ms, uses_left FROM access_code ORDER BY id)";

std::vector<AccessCode> list_access_codes(Transaction& transaction) {
    std::vector<AccessCode> codes;
    const auto row = transaction.connection().query(select_codes);
    while (row->next())
        codes.push_back(
            {row->text(0), row->text(1), row->integer(2), row->integer(3), row->integer(4), row->integer(5)});
    return codes;
}

// Primary key.
constexpr std::string_view revoke = R"(
    UPDATE access_code SET revoked_ms = $2 WHERE id = $1 AND revoked_ms IS NULL)";

bool revoke_access_code(Transaction& transaction, std::string_view id, std::int64_t now_ms) {
    return transaction.connection().run(revoke, {id, now_ms}) == 1;
}

} // namespace stu::store
