#include "backend/store/tickets/opening_hours.hpp"

namespace stu::store {
namespace {

#define HOURS_COLUMNS "department, zone, weekly, holidays"

DepartmentHours hours_in(const sql::Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3)};
}

// Primary key, and its beginning: a row for each department, and a handful of targets for each of these.
constexpr std::string_view select_hours =
    "SELECT " HOURS_COLUMNS " FROM department_hours ORDER BY department";
constexpr std::string_view select_hours_of =
    "SELECT " HOURS_COLUMNS " FROM department_hours WHERE department = $1";
constexpr std::string_view upsert_hours = R"(
    INSERT INTO department_hours (department, zone, weekly, holidays) VALUES ($1, $2, $3, $4)
    ON CONFLICT (department) DO UPDATE
    SET zone = excluded.zone, weekly = excluded.weekly, holidays = excluded.holidays)";
constexpr std::string_view select_targets = R"(
    SELECT department, service, priority, answer_minutes, solve_minutes FROM target
    ORDER BY department, service, priority)";
constexpr std::string_view upsert_target = R"(
    INSERT INTO target (department, service, priority, answer_minutes, solve_minutes) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (department, service, priority) DO UPDATE
    SET answer_minutes = excluded.answer_minutes, solve_minutes = excluded.solve_minutes)";
constexpr std::string_view delete_one =
    "DELETE FROM target WHERE department = $1 AND service = $2 AND priority = $3";
// A department without hours promises nothing.
constexpr std::string_view compute_anew = R"(
    INSERT INTO promise_progress (department, after_id)
    SELECT department, '' FROM department_hours WHERE department = $1
    ON CONFLICT (department) DO UPDATE SET after_id = '')";

} // namespace

std::vector<DepartmentHours> load_hours(Transaction& transaction) {
    std::vector<DepartmentHours> all;
    const auto row = transaction.connection().query(select_hours, {});
    while (row->next()) all.push_back(hours_in(*row));
    return all;
}

std::optional<DepartmentHours> find_hours(Transaction& transaction, std::string_view department) {
    const auto row = transaction.connection().query(select_hours_of, {department});
    return row->next() ? std::optional(hours_in(*row)) : std::nullopt;
}

void set_hours(Transaction& transaction, const DepartmentHours& hours) {
    transaction.connection().run(upsert_hours, {hours.department, hours.zone, hours.weekly, hours.holidays});
    transaction.connection().run(compute_anew, {hours.department});
}

std::vector<StoredTarget> load_targets(Transaction& transaction) {
    std::vector<StoredTarget> all;
    const auto row = transaction.connection().query(select_targets, {});
    while (row->next())
        all.push_back({row->text(0), row->text(1), row->text(2), row->integer(3), row->integer(4)});
    return all;
}

void set_target(Transaction& transaction, const StoredTarget& target) {
    transaction.connection().run(upsert_target, {target.department, target.service, target.priority,
                                                 target.answer_minutes, target.solve_minutes});
    transaction.connection().run(compute_anew, {target.department});
}

bool delete_target(Transaction& transaction, const StoredTarget& target) {
    const bool was_there =
        transaction.connection().run(delete_one, {target.department, target.service, target.priority}) > 0;
    if (was_there) transaction.connection().run(compute_anew, {target.department});
    return was_there;
}

} // namespace stu::store
