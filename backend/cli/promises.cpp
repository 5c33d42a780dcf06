#include "backend/store/tickets/promises.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/opening_hours.hpp"
#include "backend/system/time_zones.hpp"
#include "common/numbers.hpp"
#include "common/opening_hours.hpp"
#include "common/work.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace stu::cli {
namespace {

constexpr std::int64_t most_hours = 10'000; ///< more than a year of them, around the clock

[[noreturn]] void refuse_promise(const std::string& sentence) { throw std::runtime_error(sentence); }

/// Runs `function(transaction, catalogue)`, which returns a sentence, prints that, and computes what is due
/// anew.
template <class Function> int change_promises(const Place& place, Function function) {
    Installation installation(place);
    const std::string done = installation.store().write([&](store::Transaction& transaction) -> std::string {
        return function(transaction, store::load_catalogue(transaction));
    });
    store::compute_promises(installation.store());
    fmt::print("{}\n", done);
    return 0;
}

void require_known_department(const Catalogue& catalogue, const std::string& id) {
    if (find_department(catalogue, id) == nullptr)
        refuse_promise("There is no department \"" + id + "\". `stuticket department list` shows them.");
}

store::DepartmentHours require_hours(store::Transaction& transaction, const std::string& department) {
    auto hours = store::find_hours(transaction, department);
    if (!hours)
        refuse_promise("Nobody has said yet when \"" + department + "\" is open: `stuticket hours set " +
                       department + " --zone Africa/Nairobi --week 'mon-fri 08:00-17:00'`.");
    return *std::move(hours);
}

std::vector<Day> required_days(const std::vector<std::string>& given) {
    std::string text;
    for (const std::string& each : given) text += each + " ";
    auto days = parse_days(text);
    if (!days)
        refuse_promise(
            fmt::format("These are no days: {}. Write them as 2026-12-25 or 2026-12-28..2027-01-01, {} "
                        "days at most.",
                        text, max_holidays));
    return *std::move(days);
}

/// Of "4h" or "90m"; 0 where none is given.
std::int64_t required_minutes(const std::string& given) {
    if (given.empty()) return 0;
    const std::int64_t unit = given.back() == 'h' ? 60 : 1;
    const auto number = number_in<std::int64_t>(std::string_view(given).substr(0, given.size() - 1));
    const bool is_time = (given.back() == 'h' || given.back() == 'm') && number && *number >= 0;
    if (!is_time)
        refuse_promise("\"" + given +
                       "\" is no span of time. Write 4h or 90m: hours or minutes during which the "
                       "department is open.");
    if (*number == 0) refuse_promise("Nobody can answer within no time. Leave out what is not promised.");
    if (*number > most_hours * 60 / unit)
        refuse_promise(fmt::format("{} is too long: {} hours at most.", given, most_hours));
    return *number * unit;
}

std::string in_hours(std::int64_t minutes) {
    if (minutes == 0) return "-";
    return minutes % 60 == 0 ? fmt::format("{}h", minutes / 60) : fmt::format("{}m", minutes);
}

void require_target_of(const Catalogue& catalogue, const store::StoredTarget& target) {
    require_known_department(catalogue, target.department);
    if (!target.priority.empty() && !from_name<Priority>(target.priority))
        refuse_promise("There is no priority \"" + target.priority + "\": low, normal, high or urgent.");
    if (target.service.empty()) return;
    const Department* const department = department_of_service(catalogue, target.service);
    if (department == nullptr || department->id != target.department)
        refuse_promise("\"" + target.department + "\" has no service \"" + target.service +
                       "\". `stuticket service list` shows them.");
}

/// How many of `days` are in `held`.
std::size_t shared_days(const std::vector<Day>& days, const std::vector<Day>& held) {
    std::vector<Day> both;
    std::set_intersection(days.begin(), days.end(), held.begin(), held.end(), std::back_inserter(both));
    return both.size();
}

} // namespace

int list_hours(const Place& place) {
    Installation installation(place);
    for (const store::DepartmentHours& hours : installation.store().read(store::load_hours)) {
        fmt::print("{:<12}  {}  {}\n", hours.department, hours.zone, hours.weekly);
        if (!hours.holidays.empty()) fmt::print("{:<12}  closed: {}\n", "", hours.holidays);
    }
    return 0;
}

int set_hours(const Place& place, const std::string& department, const std::string& zone,
              const std::string& week) {
    if (system::find_zone(zone) == nullptr)
        refuse_promise("There is no time zone \"" + zone +
                       "\". Write one such as Africa/Nairobi or Europe/Berlin.");
    const auto plan = parse_weekly_plan(week);
    if (!plan)
        refuse_promise("\"" + week +
                       "\" is no week. Write 'mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00'.");
    return change_promises(place, [&](store::Transaction& transaction, const Catalogue& catalogue) {
        require_known_department(catalogue, department);
        const auto before = store::find_hours(transaction, department);
        store::set_hours(transaction, {department, zone, weekly_plan_text(*plan),
                                       before ? before->holidays : std::string()});
        return "It is open " + weekly_plan_text(*plan) + " (" + zone + ").";
    });
}

int change_holidays(const Place& place, const std::string& department, const std::vector<std::string>& given,
                    bool closed) {
    const std::vector<Day> days = required_days(given);
    return change_promises(place, [&](store::Transaction& transaction, const Catalogue& catalogue) {
        require_known_department(catalogue, department);
        store::DepartmentHours hours = require_hours(transaction, department);
        const std::vector<Day> before = parse_days(hours.holidays).value_or(std::vector<Day>{});
        std::vector<Day> after;
        if (closed)
            std::set_union(before.begin(), before.end(), days.begin(), days.end(), std::back_inserter(after));
        else
            std::set_difference(before.begin(), before.end(), days.begin(), days.end(),
                                std::back_inserter(after));
        if (after.size() > max_holidays)
            refuse_promise(fmt::format("A department can be closed on {} days at most.", max_holidays));
        hours.holidays = days_text(after);
        store::set_hours(transaction, hours);
        const std::size_t already =
            closed ? shared_days(days, before) : days.size() - shared_days(days, before);
        return fmt::format(
            "{} on {} days{}.", closed ? "Closed" : "Open again", days.size() - already,
            already == 0 ? "" : fmt::format("; {} were {} already", already, closed ? "closed" : "open"));
    });
}

int list_targets(const Place& place) {
    Installation installation(place);
    fmt::print("{:<12}  {:<32}  {:<8}  {:>8}  {:>8}\n", "department", "service", "priority", "answer",
               "solve");
    for (const store::StoredTarget& each : installation.store().read(store::load_targets))
        fmt::print("{:<12}  {:<32}  {:<8}  {:>8}  {:>8}\n", each.department,
                   each.service.empty() ? "all" : each.service,
                   each.priority.empty() ? "each" : each.priority, in_hours(each.answer_minutes),
                   in_hours(each.solve_minutes));
    return 0;
}

int set_target(const Place& place, const PromisedTarget& given) {
    const store::StoredTarget target{given.department, given.service, given.priority,
                                     required_minutes(given.answer), required_minutes(given.solve)};
    if (target.answer_minutes > 0 && target.solve_minutes > 0 && target.answer_minutes > target.solve_minutes)
        refuse_promise(
            "The first answer would be due after the solution. Promise it earlier, or leave it out.");
    return change_promises(place,
                           [&](store::Transaction& transaction, const Catalogue& catalogue) -> std::string {
                               require_target_of(catalogue, target);
                               require_hours(transaction, target.department);
                               store::set_target(transaction, target);
                               return "Promised, also for tickets that are open.";
                           });
}

int remove_target(const Place& place, const PromisedTarget& given) {
    const store::StoredTarget target{given.department, given.service, given.priority, 0, 0};
    return change_promises(
        place, [&](store::Transaction& transaction, const Catalogue& catalogue) -> std::string {
            require_target_of(catalogue, target);
            return store::delete_target(transaction, target) ? "Removed, also for tickets that are open."
                                                             : "There was no such target.";
        });
}

} // namespace stu::cli
