// What a student does on the page of their own ticket.

#include "tests/screens/pages.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::test;
using ui::NodeRole;

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
    app.browser.refuse<EditTicket>(
        refuse(Code::conflict, as_written("Staff is working on this ticket already.")));
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
    app.draw();
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
        CHECK_FALSE(app.find(NodeRole::form, "Reply"));
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
    CHECK(app.find(NodeRole::link, "File a similar ticket"));
}

TEST_CASE("a ticket is filed again with its words, unless a draft is there") {
    const TicketView earlier = a_ticket(Status::rejected);
    WindowlessApp app;
    open_ticket(app, student_session(), earlier);
    CHECK(app.find(NodeRole::link, "File a similar ticket")->attributes ==
          "href=/new/eduroam?from=" + earlier.ticket.number + "\nlook=press");
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
