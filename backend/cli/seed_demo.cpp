#include "backend/cli/commands.hpp"
#include "backend/cli/demo_history.hpp"
#include "backend/cli/demo_names.hpp"
#include "backend/cli/demo_replies.hpp"
#include "backend/cli/demo_work.hpp"
#include "backend/cli/installation.hpp"
#include "backend/security/passwords.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/promise_notices.hpp"
#include "common/time_spans.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

namespace stu::cli {
namespace {

constexpr std::int64_t history_days = 60;

void print_accounts() {
    fmt::print("\nDemo accounts\n");
    for (const DemoPerson& person : demo_people())
        fmt::print("  {:<36} {:<20} {}\n", person.email, person.password,
                   person.role == Role::student ? "student" : fmt::format("staff of {}", person.department));
}

std::vector<store::StoredUser> hashed_people(Installation& installation) {
    security::Passwords passwords(installation.random());
    std::vector<store::StoredUser> people;
    for (const DemoPerson& person : demo_people()) {
        store::StoredUser stored;
        stored.user.id = security::make_id(installation.random(), installation.clock().now_ms());
        stored.user.email = person.email;
        stored.user.name = person.name;
        stored.user.registration_number = person.registration_number;
        stored.user.verified = true;
        stored.user.role = person.role;
        if (!person.department.empty()) stored.user.departments = {std::string(person.department)};
        stored.password_hash = passwords.hash(person.password);
        people.push_back(std::move(stored));
    }
    return people;
}

/// The students and, by department, the staff.
struct Cast {
    std::vector<User> students;
    std::vector<User> staff;

    Actor staff_of(std::string_view department) const {
        const auto found = std::find_if(staff.begin(), staff.end(), [&](const User& user) {
            return user.departments.front() == department;
        });
        return actor_for(*found);
    }
    std::vector<Actor> colleagues_in(std::string_view department) const {
        std::vector<Actor> colleagues;
        for (const User& user : staff)
            if (user.departments.front() == department) colleagues.push_back(actor_for(user));
        return colleagues;
    }
};

Cast insert_people(store::Transaction& transaction, const std::vector<store::StoredUser>& people,
                   std::int64_t now_ms) {
    Cast cast;
    for (const store::StoredUser& person : people) {
        store::insert_user(transaction, person, now_ms - (history_days + 1) * day_ms);
        (person.user.role == Role::student ? cast.students : cast.staff).push_back(person.user);
    }
    return cast;
}

/// How a ticket of a given age usually stands: the older, the likelier it is closed.
Status likely_end(DemoHistory& history, std::int64_t age_days) {
    constexpr std::array fresh{Status::pending, Status::pending, Status::pending, Status::under_consideration,
                               Status::awaiting_confirmation};
    constexpr std::array recent{
        Status::under_consideration, Status::under_consideration, Status::awaiting_confirmation,
        Status::in_person_needed,    Status::completed,           Status::pending};
    constexpr std::array old{Status::completed, Status::completed,       Status::completed,
                             Status::completed, Status::rejected,        Status::duplicate,
                             Status::completed, Status::in_person_needed};
    if (age_days < 2) return fresh[history.pick(fresh.size())];
    if (age_days < 12) return recent[history.pick(recent.size())];
    return old[history.pick(old.size())];
}

/// Matters of one kind of department, in the order of the list.
std::vector<DemoMatter> matters_of(const Catalogue& catalogue, bool it) {
    std::vector<DemoMatter> matters;
    for (const DemoMatter& matter : demo_matters())
        if ((department_of_service(catalogue, matter.service)->id == "it") == it) matters.push_back(matter);
    return matters;
}

/// `count` tickets spread evenly over the last weeks, oldest first, so that a duplicate has an earlier
/// ticket.
void happen(DemoHistory& history, DemoWork& work, const Cast& cast, const std::vector<DemoMatter>& matters,
            std::size_t count, std::int64_t now_ms) {
    // The first student's tickets are told one by one below.
    const std::size_t others = cast.students.size() - 1;
    std::vector<Ticket> earlier(cast.students.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto left = static_cast<std::int64_t>(count - i);
        const std::int64_t age_ms = left * history_days * day_ms / static_cast<std::int64_t>(count) -
                                    static_cast<std::int64_t>(history.pick(600)) * minute_ms;
        const std::size_t who = 1 + history.pick(others);
        const Actor student = actor_for(cast.students[who]);
        Ticket ticket = history.file(student, cast.students[who].registration_number,
                                     matters[history.pick(matters.size())],
                                     now_ms - std::max<std::int64_t>(age_ms, 600'000), history.pick(8) == 0);
        work.share(ticket, cast.colleagues_in(ticket.department));
        const Actor staff = cast.staff_of(ticket.department);
        const Status end = likely_end(history, age_ms / day_ms);
        if (end != Status::duplicate) {
            history.lead_to(ticket, end, staff, student);
        } else if (earlier[who].department == ticket.department) {
            history.set_status(ticket, staff, end, "We go on in your earlier ticket.", earlier[who].number);
        }
        earlier[who] = std::move(ticket);
    }
}

/// What a visitor sees who signs in as the first student.
void tell_first_student(DemoHistory& history, const Cast& cast, std::int64_t now_ms) {
    const User& user = cast.students.front();
    const Actor student = actor_for(user);
    const auto file = [&](const DemoMatter& matter, std::int64_t days_ago, bool with_pdf) {
        return history.file(student, user.registration_number, matter, now_ms - days_ago * day_ms, with_pdf);
    };
    Ticket laptop = file({"technical-support", "Laptop does not start after update",
                          "It stops at a blue screen. My project files are on it."},
                         24, false);
    history.lead_to(laptop, Status::completed, cast.staff_of("it"), student);
    Ticket portal = file({"student-portal", "Name is spelled wrongly in the portal",
                          "My surname is Wanjiru, but the portal says Wanjiro."},
                         9, false);
    history.set_status(
        portal, cast.staff_of("it"), Status::in_person_needed,
        "Please come to room 12 in Block A with your student card, on any weekday between 9:00 "
        "and 16:00.");
    Ticket fees = file({"student-finance-and-banking", "Fee statement shows a wrong balance",
                        "My fee statement still shows 12,500 although I paid it on the second of this month. "
                        "The receipt is attached."},
                       4, true);
    history.set_status(fees, cast.staff_of("finance"), Status::under_consideration, "");
    history.set_status(fees, cast.staff_of("finance"), Status::awaiting_confirmation,
                       "Thank you for the receipt. From which bank and account was it paid? The reference on "
                       "it does not match any payment that we have received.");
    Ticket wifi = file({"eduroam-and-network-services", "Eduroam does not connect in the main library",
                        "My phone finds eduroam on the second floor but keeps asking for the password."},
                       2, false);
    history.set_status(wifi, cast.staff_of("it"), Status::under_consideration,
                       "The access point on that floor is being replaced this week.");
    file({"course-access", "Operating Systems missing in Kusoma",
          "I am registered for Operating Systems in the portal, but Kusoma does not show it."},
         0, false);
}

bool is_seeded(Installation& installation) {
    return installation.store().read([](store::Transaction& transaction) {
        return store::find_user_by_email(transaction, demo_people().front().email).has_value();
    });
}

} // namespace

int seed_demo(const Place& place, std::size_t tickets) {
    Installation installation(place);
    if (is_seeded(installation)) {
        fmt::print("The demo data is there already.\n");
        print_accounts();
        return 0;
    }
    const std::vector<store::StoredUser> people = hashed_people(installation);
    const std::int64_t now = installation.clock().now_ms();

    installation.store().write([&](store::Transaction& transaction) {
        name_demo_catalogue(transaction);
        const Cast cast = insert_people(transaction, people, now);
        DemoWork work(transaction, installation.random(), now);
        for (const Department& department : store::load_catalogue(transaction).departments) {
            save_demo_replies(transaction, installation.random(), department.id,
                              cast.staff_of(department.id).user_id, now);
            work.promise(department);
            work.save_views(department, cast.staff_of(department.id));
        }
        DemoHistory history(transaction, installation.random(), now);
        const std::size_t it_tickets = tickets * 13 / 17; // most of a university's tickets
        happen(history, work, cast, matters_of(history.catalogue(), true), it_tickets, now);
        happen(history, work, cast, matters_of(history.catalogue(), false), tickets - it_tickets, now);
        tell_first_student(history, cast, now);
        store::decide_notices_anew(transaction);
    });

    fmt::print("The demo data has been added.\n");
    print_accounts();
    return 0;
}

} // namespace stu::cli
