#include "backend/cli/demo_work.hpp"
#include "backend/cli/dates.hpp"
#include "backend/cli/english.hpp"

#include "backend/store/tickets/opening_hours.hpp"
#include "backend/store/tickets/saved_views.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/opening_hours.hpp"
#include "common/tags.hpp"
#include "common/time_spans.hpp"
#include "common/work.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace stu::cli {
namespace {

struct ServiceTag {
    std::string_view service, tag;
};
constexpr std::array service_tags{ServiceTag{"eduroam-and-network-services", "Wi-Fi"},
                                  ServiceTag{"technical-support", "Devices"},
                                  ServiceTag{"student-portal", "Registration"},
                                  ServiceTag{"learning-management-system", "Exam week"},
                                  ServiceTag{"course-access", "Registration"},
                                  ServiceTag{"security-services", "Phishing"},
                                  ServiceTag{"student-finance-and-banking", "Payments"},
                                  ServiceTag{"undergraduate-admissions", "Documents"},
                                  ServiceTag{"postgraduate-admissions", "Documents"}};
constexpr std::string_view of_all_services = "First year";

constexpr std::array<std::string_view, 5> notes{
    "Called the student: nobody answered. I try again tomorrow.",
    "The same as last week in the other building. See the log of Tuesday.",
    "Do not promise a date yet: the spare part is ordered.",
    "The faculty office knows about it and tells us when it is decided.",
    "Checked the record: what the student writes is right."};

std::string_view tag_of(std::string_view service) {
    const auto found = std::find_if(service_tags.begin(), service_tags.end(),
                                    [&](const ServiceTag& each) { return each.service == service; });
    return found == service_tags.end() ? of_all_services : found->tag;
}

} // namespace

DemoWork::DemoWork(store::Transaction& transaction, security::Random& random, std::int64_t now_ms)
    : transaction_(transaction), random_(random), now_ms_(now_ms) {}

std::size_t DemoWork::pick(std::size_t count) { return dice_() % count; }

void DemoWork::share(const Ticket& ticket, std::span<const Actor> colleagues) {
    const std::int64_t at_ms =
        std::min(ticket.created_ms + static_cast<std::int64_t>(5 + pick(25)) * minute_ms, now_ms_);
    const Actor& author = colleagues.front();
    decide(ticket, author, colleagues[pick(3) == 0 ? pick(colleagues.size()) : 0], at_ms);
    sort(ticket, author, at_ms);
    if (pick(9) == 0)
        store::insert_internal_event(transaction_, ticket,
                                     note_event(ticket, notes[pick(notes.size())], author, at_ms));
}

/// Who does it, for half of the tickets; how urgent it is, for one in seven.
void DemoWork::decide(const Ticket& ticket, const Actor& author, const Actor& assignee, std::int64_t at_ms) {
    TicketWork work;
    if (pick(2) == 0) {
        const auto event = assign(ticket, work, {ticket.number, assignee.user_id, ""}, author, at_ms);
        if (!event) throw std::logic_error("demo data breaks a rule: " + english(event.error()));
        store::insert_internal_event(transaction_, ticket, event.value());
    }
    constexpr std::array priorities{Priority::low, Priority::high, Priority::high, Priority::urgent};
    if (pick(7) != 0) return store::store_work(transaction_, ticket.id, work);
    const TicketEvent event =
        change_priority(ticket, work, priorities[pick(priorities.size())], author, at_ms);
    store::store_work(transaction_, ticket.id, work);
    store::insert_internal_event(transaction_, ticket, event);
}

void DemoWork::sort(const Ticket& ticket, const Actor& author, std::int64_t at_ms) {
    std::vector<std::string> tags;
    if (pick(3) == 0) tags.emplace_back(tag_of(ticket.service));
    if (pick(12) == 0) tags.emplace_back(of_all_services);
    if (tags.empty()) return;
    const auto changed = store::change_tags(transaction_, ticket, tags, {},
                                            [&] { return security::make_id(random_, ticket.created_ms); });
    store::insert_internal_event(transaction_, ticket, tags_event(ticket, changed.added, {}, author, at_ms));
}

void DemoWork::promise(const Department& department) {
    const std::string year = date_of(now_ms_).substr(0, 4);
    store::set_hours(transaction_, {department.id, "Africa/Nairobi",
                                    weekly_plan_text(parse_weekly_plan("mon-fri 08:00-17:00").value()),
                                    year + "-12-25 " + year + "-12-26"});
    for (const auto& [priority, answer_hours, solve_hours] :
         {std::tuple("", 9, 54), std::tuple("high", 4, 27), std::tuple("urgent", 1, 9)})
        store::set_target(transaction_, {department.id, "", priority, std::int64_t{60} * answer_hours,
                                         std::int64_t{60} * solve_hours});
}

void DemoWork::save_views(const Department& department, const Actor& author) {
    const auto save = [&](std::string_view name, ListQueue filter) {
        filter.department = department.id;
        for (const Status status : all<Status>())
            if (!is_closed(status)) filter.statuses.push_back(status);
        store::insert_saved_view(
            transaction_, {security::make_id(random_, now_ms_), std::string(name), true, std::move(filter)},
            author.user_id);
    };
    ListQueue urgent, late;
    urgent.priorities = {Priority::urgent};
    late.turn = QueueTurn::late;
    save("Urgent", urgent);
    save("Late", late);
}

} // namespace stu::cli
