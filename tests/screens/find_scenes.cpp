// Finding anything, over a ticket.

#include "tests/screens/scenes.hpp"

#include <functional>
#include <utility>

namespace stu::test {
namespace {

std::function<void(WindowlessApp&)> on_ticket(std::function<void(WindowlessApp&)> then) {
    return [then = std::move(then)](WindowlessApp& app) {
        answer_reads(app, Status::pending);
        then(app);
    };
}

/// Types it, and waits until the server is asked.
void look_for(WindowlessApp& app, std::string_view words) {
    CHECK(app.press("Find anything"));
    CHECK(app.type(ui::NodeRole::combobox, "Words, a number or a part of it, a name, an address", words));
    app.browser.now += app.rest_ms;
    app.draw();
}

void find_some(WindowlessApp& app) {
    look_for(app, "wanjiru");
    Findings found;
    found.tickets = {row_of(a_ticket(Status::pending).ticket)};
    found.students = {{"Brian Mutiso", "brian@students.example.edu", "BIT-2023-0042", "it"}};
    found.views = {{"view-1", "Late ones", "it", {"it", {}, {}, {}, {}}}};
    found.services = {"digital-library"};
    answered<FindEverything>(app, found);
}

/// Filters stand among the words; one of them is not clear.
void find_under_filters(WindowlessApp& app) {
    look_for(app, "status:open assignee:grace tag:ex wi-fi");
    Findings found;
    found.tickets = {row_of(a_ticket(Status::pending).ticket)};
    found.is_narrowed = true;
    found.filter.text = "wi-fi";
    for (const Status each : all<Status>())
        if (!is_closed(each)) found.filter.statuses.push_back(each);
    found.filter.assignee = "user-9";
    found.assignee = "Grace Njeri";
    found.doubts = {{"tag:ex", {"Exam week", "Exchange"}}};
    answered<FindEverything>(app, found);
}

/// Words that only the browser can draw, with what was typed marked in them.
void find_in_scripts(WindowlessApp& app) {
    look_for(app, "محمد wi");
    Findings found;
    for (const char* subject : {"محمد علي Wi-Fi", "Wi-Fi 🙏🏽 محمد", "Wi-Fi"}) {
        TicketRow& row = found.tickets.emplace_back(row_of(a_ticket(Status::pending).ticket));
        row.number = make_ticket_number(60 + found.tickets.size());
        row.subject = subject;
    }
    answered<FindEverything>(app, found);
}

} // namespace

std::vector<Scene> find_scenes() {
    const Session david = staff_session();
    return {
        {"find", ticket_url, david, on_ticket([](WindowlessApp& app) { CHECK(app.press("Find anything")); }),
         Screens::both},
        {"find-results", ticket_url, david, on_ticket([](WindowlessApp& app) { find_some(app); }),
         Screens::both},
        {"find-filters", ticket_url, david, on_ticket([](WindowlessApp& app) { find_under_filters(app); }),
         Screens::both},
        {"find-nothing", ticket_url, david, on_ticket([](WindowlessApp& app) {
             look_for(app, "xyzzy");
             Findings none;
             none.unfinished = true;
             answered<FindEverything>(app, none);
         })},
        {"find-scripts", ticket_url, david, on_ticket([](WindowlessApp& app) { find_in_scripts(app); })},
        {"find-keys", "/settings", david,
         [](WindowlessApp& app) {
             look_for(app, "keys");
             answered<FindEverything>(app, Findings());
             CHECK(app.press_option("Keys, All of them, in a list"));
         }},
    };
}

} // namespace stu::test
