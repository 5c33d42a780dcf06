#include "frontend-wasm/ui/chart.hpp"
#include "tests/support/windowless_app.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

namespace {

bool interactive(NodeRole role) {
    switch (role) {
    case NodeRole::button:
    case NodeRole::submit:
    case NodeRole::link:
    case NodeRole::text_field:
    case NodeRole::text_area:
    case NodeRole::password_field:
    case NodeRole::email_field:
    case NodeRole::select:
    case NodeRole::search_field:
    case NodeRole::date_field:
    case NodeRole::file_field: return true;
    default: return false;
    }
}

/// What must hold on every page at every width.
void sound(const WindowlessApp& app) {
    CAPTURE(app.browser.url);
    CAPTURE(app.input.width);
    int titles = 0, mains = 0;
    for (const Found& node : app.all()) {
        if (interactive(node.role)) CHECK_FALSE(node.name.empty());
        if (node.role == NodeRole::main) ++mains;
    }
    for (const ui::Node& node : ui::tree().nodes())
        if (ui::SemanticTree::role(node) == NodeRole::heading && (node.role_level_flags >> 8 & 0xffu) == 1)
            ++titles;
    CHECK(titles == 1);
    CHECK(mains == 1);
    CHECK(ui::tree().repeated_ids().empty());
}

TicketRow row_of(const Ticket& ticket) {
    return {ticket.number,       ticket.subject, ticket.service,    ticket.department,
            ticket.student_name, ticket.status,  ticket.created_ms, ticket.updated_ms};
}

Analytics some_figures() {
    Analytics analytics;
    analytics.services = {{"eduroam", Status::pending, 19},
                          {"eduroam", Status::completed, 1'108},
                          {"technical-support", Status::rejected, 1},
                          {"closed-down-since", Status::completed, 2}};
    analytics.volume = std::vector<std::int64_t>(14, 3);
    analytics.first_response = {1'000, 210, 1'440};
    sum_up(analytics);
    return analytics;
}

/// Answers every read that waits.
void answer_reads(WindowlessApp& app, Status status) {
    const TicketView ticket = a_ticket(status);
    const TicketPage page{{row_of(ticket.ticket)}, "older", "newer", 120, 51};
    std::vector<StatusCount> counts;
    for (std::size_t i = 0; i < count_of<Status>(); ++i) counts.push_back({static_cast<Status>(i), 3});
    app.browser.answer<StudentHome>(
        {{{row_of(ticket.ticket), "Which bank?", 1'794'995'000'000}}, page.rows, 1});
    app.browser.answer<ListOwnTickets>(page);
    app.browser.answer<GetTicket>(ticket);
    app.browser.answer<DepartmentQueue>({page, counts});
    app.browser.answer<DepartmentAnalytics>(some_figures());
    app.draw();
}

} // namespace

TEST_CASE("every page is sound at every width, before and after its data arrives") {
    for (const float width : {320.0f, 360.0f, 719.0f, 720.0f, 1280.0f, 2560.0f}) {
        for (const Session& session :
             {Session{{}, 0, small_catalogue()}, student_session(), staff_session()}) {
            WindowlessApp app(width);
            app.open("/");
            sound(app);
            app.browser.answer<CurrentSession>(session);
            app.draw();
            sound(app);
            answer_reads(app, Status::awaiting_confirmation);
            sound(app);
            for (const std::string& url :
                 {std::string("/sign-in"), std::string("/register"), std::string("/register-staff"),
                  std::string("/new"), std::string("/new/eduroam"), std::string("/new/none"),
                  std::string("/tickets"), std::string("/track"), std::string("/queue/it"),
                  std::string(
                      "/queue/it?q=wifi&service=eduroam&from=2026-11-01&to=2026-11-24&sort=unchanged"),
                  std::string("/queue/none"), std::string("/analytics/it"),
                  std::string("/analytics/it?range=all"), std::string("/analytics/none"),
                  std::string("/nowhere"), "/tickets/" + make_ticket_number(42)}) {
                app.follow(url);
                sound(app);
                answer_reads(app, Status::awaiting_confirmation);
                sound(app);
            }
        }
    }
}

TEST_CASE("a ticket in each status is sound for its student and for staff, and says whose turn it is") {
    for (std::size_t i = 0; i < count_of<Status>(); ++i) {
        for (const Session& session : {student_session(), staff_session()}) {
            WindowlessApp app;
            app.open("/tickets/" + make_ticket_number(42));
            app.browser.answer<CurrentSession>(session);
            app.draw();
            const auto status = static_cast<Status>(i);
            answer_reads(app, status);
            sound(app);
            const bool owner = session.user.role == Role::student;
            CHECK(app.find(NodeRole::heading, whose_turn(a_ticket(status).ticket, "IT", owner).headline));
            CHECK(app.find(NodeRole::form, "Update this ticket").has_value() == !owner);
            CHECK(app.find(NodeRole::form, "Answer").has_value() == (owner && !is_closed(status)));
        }
    }
}

TEST_CASE("a refused load says so and offers to try again") {
    WindowlessApp app;
    app.open("/tickets");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    app.browser.answer(ListOwnTickets::name, {0, ""});
    app.draw();
    CHECK(app.shows("cannot be reached"));
    sound(app);
    CHECK(app.press("Try again"));
    CHECK(app.browser.waiting(ListOwnTickets::name) == 1);
}

TEST_CASE("a student files a ticket: typed, refused in words, corrected, sent") {
    WindowlessApp app;
    app.open("/new/eduroam");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    CHECK(app.submit("New ticket"));
    CHECK((app.find(NodeRole::text_field, "Subject")->flags & ui::node_flag::invalid) != 0);
    CHECK(app.browser.waiting(CreateTicket::name) == 0);
    CHECK(app.type("Subject", "Käputt Wi-Fi"));
    CHECK(app.type(NodeRole::text_area, "What happened?", "It is yellow."));
    CHECK(app.submit("New ticket"));
    REQUIRE(app.browser.waiting(CreateTicket::name) == 1);
    const auto sent = wire::from_binary<NewTicket>(app.browser.calls.back().body);
    REQUIRE(sent);
    CHECK(sent->subject == "Käputt Wi-Fi");
    CHECK(sent->message == "It is yellow.");
    CHECK(sent->service == "eduroam");
    app.browser.answer<CreateTicket>(a_ticket());
    app.draw();
    CHECK(app.find(NodeRole::heading, "Eduroam drops"));
    sound(app);
}

TEST_CASE("what was typed on one page never appears on another") {
    WindowlessApp app;
    app.open("/sign-in");
    app.browser.answer<CurrentSession>({{}, 0, small_catalogue()});
    app.draw();
    CHECK(app.type(NodeRole::password_field, "Password", "Quiet-Lantern-42"));
    const auto on_sign_in = app.find(NodeRole::password_field, "Password");
    app.follow("/register");
    const auto on_register = app.find(NodeRole::password_field, "Password");
    REQUIRE(on_register);
    CHECK(on_register->value.empty());
    CHECK(on_register->id != on_sign_in->id);
}

TEST_CASE("the dialog stands beside the page and says its name") {
    WindowlessApp app;
    app.open("/new/eduroam");
    app.browser.answer<CurrentSession>(student_session());
    app.draw();
    CHECK(app.type("Subject", "Unfinished"));
    CHECK(app.press("Cancel"));
    const auto dialog = app.find(NodeRole::dialog, "Discard this draft?");
    REQUIRE(dialog);
    for (const ui::Node& node : ui::tree().nodes())
        if (node.id == dialog->id) CHECK(node.parent == 0);
    CHECK(app.press("Keep writing"));
    CHECK_FALSE(app.find(NodeRole::dialog, "Discard this draft?"));
    CHECK(app.find(NodeRole::text_field, "Subject")->value == "Unfinished");
    CHECK(app.press("Cancel"));
    CHECK(app.press("Discard draft"));
    CHECK(app.browser.url == "/new");
}

TEST_CASE("staff filters the queue: chosen, applied, shown, cleared") {
    for (const float width : {360.0f, 1280.0f}) {
        WindowlessApp app(width);
        app.open("/queue/it");
        app.browser.answer<CurrentSession>(staff_session());
        app.draw();
        answer_reads(app, Status::pending);
        if (width < 720) {
            CHECK_FALSE(app.find(NodeRole::select, "Service"));
            CHECK(app.press("Filters"));
        }
        CHECK(app.type(NodeRole::search_field, "Search tickets", "wi-fi"));
        CHECK(app.type(NodeRole::date_field, "Opened from", "2026-11-01"));
        CHECK(app.browser.waiting(DepartmentQueue::name) == 0);
        CHECK(app.submit("Filter"));
        CHECK(app.browser.url == "/queue/it?q=wi-fi&from=2026-11-01");
        CHECK(app.browser.waiting(DepartmentQueue::name) == 1);
        app.browser.answer<DepartmentQueue>({{}, {}});
        app.draw();
        sound(app);
        CHECK(app.shows("Nothing found"));
        CHECK(
            app.find(NodeRole::link, "Remove filter “wi-fi”")->attributes.find("/queue/it?from=2026-11-01") !=
            std::string::npos);
        CHECK(app.find(NodeRole::link, "Clear filters")->attributes == "href=/queue/it");
        CHECK(app.find(NodeRole::link, "Export CSV")->attributes.find("/api/queue.csv?department=it&") !=
              std::string::npos);
        CHECK(app.browser.announcements.back() == "0 tickets");
    }
}

TEST_CASE("each bar is a link to the tickets that it counts, and each chart has its table") {
    for (const float width : {360.0f, 1280.0f}) {
        WindowlessApp app(width);
        app.open("/analytics/it?from=2026-11-02&to=2026-11-22");
        app.browser.answer<CurrentSession>(staff_session());
        app.draw();
        Analytics figures = some_figures();
        figures.volume = {5, 0, 7};
        app.browser.answer<DepartmentAnalytics>(figures);
        app.draw();
        sound(app);
        const auto bar = app.find(NodeRole::link, "Eduroam and Network Services, Completed: 1,108 tickets");
        REQUIRE(bar);
        CHECK(bar->attributes.find(
                  "href=/queue/it?status=completed&service=eduroam&from=2026-11-02&to=2026-11-22\n") !=
              std::string::npos);
        const auto week = app.find(NodeRole::link, "16 Nov to 22 Nov 2026: 7 tickets");
        REQUIRE(week);
        CHECK(week->attributes.find("href=/queue/it?status=all&from=2026-11-16&to=2026-11-22\n") !=
              std::string::npos);
        CHECK_FALSE(app.shows(": 0 tickets")); // no bar, so nothing to stop at
        CHECK(app.shows("3 h 30 min"));
        CHECK(app.shows("Median; 9 in 10 within 1 day"));
        CHECK(app.shows("Nothing closed yet"));

        CHECK_FALSE(app.find(NodeRole::table, "Tickets by service and status"));
        CHECK(app.press("Show as table: Service by status"));
        CHECK(app.find(NodeRole::table, "Tickets by service and status"));
        CHECK(app.press("Show as table: Tickets per week"));
        CHECK(app.find(NodeRole::table, "Tickets opened per week"));
        CHECK(app.find(NodeRole::button, "Show as table: Tickets per week")->attributes == "expanded=true");
        CHECK(app.shows("closed-down-since"));
        sound(app);
    }
}

TEST_CASE("the lines of a chart are at round numbers and few") {
    CHECK(ui::grid_step(1) == 1);
    CHECK(ui::grid_step(5) == 1);
    CHECK(ui::grid_step(6) == 2);
    CHECK(ui::grid_step(108) == 50);
    CHECK(ui::grid_step(160) == 50);
    CHECK(ui::grid_step(1'000'000) == 200'000);
}

namespace {

TicketView withdrawn_ticket() {
    TicketView view = a_ticket();
    const Actor amina{"user-1", "Amina Wanjiru", "", Role::student, {}};
    view.events.push_back(
        withdraw_ticket(view.ticket, {"", view.ticket.number, 1}, amina, 1'794'996'000'000).value());
    return view;
}

void open_ticket(WindowlessApp& app, const Session& session, const TicketView& view) {
    app.open("/tickets/" + view.ticket.number);
    app.browser.answer<CurrentSession>(session);
    app.draw();
    app.browser.answer<GetTicket>(view);
    app.draw();
}

} // namespace

TEST_CASE("a student puts a pending ticket in other words; a refusal keeps what was typed") {
    WindowlessApp app;
    open_ticket(app, student_session(), a_ticket());
    CHECK(app.press("Edit"));
    app.draw(); // the form stands above the button
    sound(app);
    CHECK(app.find(NodeRole::text_field, "Subject")->value == "Eduroam drops");
    CHECK(app.type("Subject", ""));
    CHECK(app.submit("Edit"));
    CHECK(app.browser.waiting(EditTicket::name) == 0);
    CHECK((app.find(NodeRole::text_field, "Subject")->flags & ui::node_flag::invalid) != 0);
    CHECK(app.type("Subject", "Eduroam drops in Hostel B"));
    CHECK(app.submit("Edit"));
    CHECK(app.submit("Edit")); // a second press
    REQUIRE(app.browser.waiting(EditTicket::name) == 1);
    app.browser.refuse<EditTicket>(refuse(Code::conflict, "Staff is working on this ticket already."));
    app.draw();
    CHECK(app.find(NodeRole::text_field, "Subject")->value == "Eduroam drops in Hostel B");
    CHECK(app.shows("Staff is working on this ticket already."));
    CHECK(app.browser.answer<GetTicket>(a_ticket()));
    CHECK(app.submit("Edit"));
    TicketView edited = a_ticket();
    const Actor amina{"user-1", "Amina Wanjiru", "", Role::student, {}};
    edited.events.push_back(
        edit_ticket(edited.ticket, {"", edited.ticket.number, 1, "Other", "words"}, amina, 1'794'996'000'000)
            .value());
    app.browser.answer<EditTicket>(edited);
    app.draw();
    sound(app);
    CHECK_FALSE(app.find(NodeRole::form, "Edit"));
    CHECK(app.find(NodeRole::heading, "Other"));
    CHECK_FALSE(app.shows("Every evening."));
    CHECK(app.press("Earlier version 1"));
    CHECK(app.shows("Every evening."));
    sound(app);
}

TEST_CASE("withdrawing is asked about first, and reads as withdrawn everywhere") {
    WindowlessApp app;
    open_ticket(app, student_session(), a_ticket());
    CHECK(app.press("Withdraw"));
    CHECK(app.find(NodeRole::dialog, "Withdraw this ticket?"));
    CHECK(app.press("Keep it"));
    CHECK(app.browser.waiting(WithdrawTicket::name) == 0);
    CHECK(app.press("Withdraw"));
    CHECK(app.press("Withdraw ticket"));
    REQUIRE(app.browser.waiting(WithdrawTicket::name) == 1);
    app.browser.answer<WithdrawTicket>(withdrawn_ticket());
    app.draw();
    sound(app);
    CHECK_FALSE(app.find(NodeRole::dialog, "Withdraw this ticket?"));
    CHECK(app.find(NodeRole::heading, "Withdrawn by you"));
    CHECK(app.find(NodeRole::text, "Withdrawn"));
    CHECK_FALSE(app.find(NodeRole::form, "Answer"));
    CHECK_FALSE(app.find(NodeRole::button, "Withdraw"));
}

TEST_CASE("a withdrawn ticket: staff reads it, its student may reopen it for a while") {
    for (const Session& session : {student_session(), staff_session()}) {
        WindowlessApp app;
        app.browser.now = 1'794'997'000'000;
        open_ticket(app, session, withdrawn_ticket());
        sound(app);
        CHECK_FALSE(app.find(NodeRole::form, "Update this ticket"));
        const bool owner = session.user.role == Role::student;
        CHECK(app.find(NodeRole::form, "Reopen").has_value() == owner);
        if (!owner) continue;
        CHECK(app.submit("Reopen"));
        CHECK(app.browser.waiting(ReopenTicket::name) == 0);
        CHECK(app.type(NodeRole::text_area, "Why do you need help again?", "It is back."));
        CHECK(app.submit("Reopen"));
        CHECK(app.browser.waiting(ReopenTicket::name) == 1);
    }
    WindowlessApp app;
    app.browser.now = 1'794'996'000'000 + reopening_ms + 1;
    open_ticket(app, student_session(), withdrawn_ticket());
    CHECK_FALSE(app.find(NodeRole::form, "Reopen"));
    CHECK(app.find(NodeRole::link, "File again from this one"));
}

TEST_CASE("a ticket is filed again with its words, unless a draft is there") {
    const TicketView earlier = a_ticket(Status::rejected);
    WindowlessApp app;
    open_ticket(app, student_session(), earlier);
    CHECK(app.find(NodeRole::link, "File again from this one")->attributes ==
          "href=/new/eduroam?from=" + earlier.ticket.number);
    app.follow("/new/eduroam?from=" + earlier.ticket.number);
    REQUIRE(app.browser.waiting(GetTicket::name) == 1);
    app.browser.answer<GetTicket>(earlier);
    app.draw();
    CHECK(app.find(NodeRole::text_field, "Subject")->value == "Eduroam drops");
    CHECK(app.shows("Files are not taken along"));
    CHECK(app.type("Subject", "Eduroam still drops"));
    app.follow("/new/eduroam?from=" + earlier.ticket.number);
    app.browser.answer<GetTicket>(earlier);
    app.draw();
    CHECK(app.find(NodeRole::text_field, "Subject")->value == "Eduroam still drops");
}

TEST_CASE("what staff wrote stands first where it is what matters") {
    for (const Status status : {Status::rejected, Status::in_person_needed, Status::awaiting_confirmation}) {
        WindowlessApp app;
        open_ticket(app, student_session(), a_ticket(status));
        const auto nodes = app.all();
        std::size_t words = 0, history = 0;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].name == "Because of this." && words == 0) words = i;
            if (nodes[i].role == NodeRole::heading && nodes[i].name == "History") history = i;
        }
        CHECK(words > 0);
        CHECK(words < history);
    }
}
