#include "common/ticket.hpp"

#include "common/attachment.hpp"
#include "common/ticket_number.hpp"
#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace stu;
using namespace stu::test;
using enum Status;

namespace {

NewTicket new_ticket() {
    return {request_id, "eduroam", "Amina Wanjiru", "SCT-1/2023", "Wi-Fi", "It does not connect.",
            {"file-1"}};
}

} // namespace

TEST_CASE("each of the 49 pairs of statuses changes the ticket or leaves it alone") {
    for (Status from : all_statuses)
        for (Status to : all_statuses) {
            CAPTURE(name_of(from));
            CAPTURE(name_of(to));
            const Ticket before = some_ticket(from);
            Ticket ticket = before;
            const Result<TicketEvent> event = change_status(ticket, change_to(to), staff(), 9'000);

            const std::span<const Status> next = next_statuses(from);
            const bool allowed = from == to || std::find(next.begin(), next.end(), to) != next.end();
            CHECK(static_cast<bool>(event) == allowed);
            if (!allowed) {
                CHECK(event.error().code == Code::invalid);
                CHECK(wrong_fields(event.error().details) == "to");
                CHECK(same(ticket, before));
                continue;
            }
            CHECK(ticket.status == to);
            CHECK(ticket.version == 4);
            CHECK(ticket.updated_ms == 9'000);
            CHECK(ticket.duplicate_of == (to == duplicate ? "0000-0000" : ""));
            CHECK(event->sequence == 4);
            CHECK(event->kind == (from == to ? EventKind::remark_added : EventKind::status_changed));
            CHECK(event->from == from);
            CHECK(event->to == to);
            CHECK(event->text == "Because.");
            CHECK(event->author_id == "staff-1");
            CHECK(event->author_name == "Otieno Odhiambo");
            CHECK(event->author_role == Role::staff);
            CHECK(event->at_ms == 9'000);
        }
}

TEST_CASE("a remark is demanded exactly where it has a prompt") {
    for (Status to : all_statuses) {
        if (to == under_consideration) continue;
        CAPTURE(name_of(to));
        Ticket ticket = some_ticket(under_consideration);
        StatusChange change = change_to(to);
        change.remark = " \n ";
        const Result<TicketEvent> event = change_status(ticket, change, staff(), 9'000);
        CHECK(static_cast<bool>(event) == remark_prompt(to).empty());
        if (!event) {
            CHECK(wrong_fields(event.error().details) == "remark");
            CHECK(same(ticket, some_ticket(under_consideration)));
        }
    }
}

TEST_CASE("a remark alone is an event; nothing at all is refused") {
    Ticket ticket = some_ticket(completed);
    StatusChange change = change_to(completed);
    change.remark = "  Enjoy.\n";
    const Result<TicketEvent> event = change_status(ticket, change, staff(), 9'000);
    REQUIRE(event);
    CHECK(event->text == "Enjoy.");
    CHECK(ticket.version == 4);

    change.version = 4;
    change.remark.clear();
    const Result<TicketEvent> nothing = change_status(ticket, change, staff(), 9'001);
    REQUIRE_FALSE(nothing);
    CHECK(wrong_fields(nothing.error().details) == "remark");
    CHECK(ticket.version == 4);
}

TEST_CASE("a duplicate names another ticket that can exist") {
    struct Case {
        const char* typed;
        bool accepted;
    };
    for (const Case& c :
         {Case{"", false}, Case{"  ", false}, Case{"0000-0001", false}, Case{"7QHD-20Z8", false},
          Case{"7qhd 20z8", false}, Case{"0000-0000", true}, Case{" oooo oooo ", true}}) {
        CAPTURE(c.typed);
        Ticket ticket = some_ticket();
        StatusChange change = change_to(duplicate);
        change.duplicate_of = c.typed;
        const Result<TicketEvent> event = change_status(ticket, change, staff(), 9'000);
        CHECK(static_cast<bool>(event) == c.accepted);
        if (event) {
            CHECK(event->duplicate_of == "0000-0000");
            CHECK(ticket.duplicate_of == "0000-0000");
        } else {
            CHECK(wrong_fields(event.error().details) == "duplicate_of");
        }
    }
}

TEST_CASE("reopening a duplicate forgets the other ticket") {
    Ticket ticket = some_ticket(duplicate);
    REQUIRE(change_status(ticket, change_to(under_consideration), staff(), 9'000));
    CHECK(ticket.duplicate_of.empty());
}

TEST_CASE("a stale version is a conflict before anything else is looked at") {
    for (std::int64_t version : {0, 2, 4}) {
        Ticket ticket = some_ticket(completed);
        StatusChange change = change_to(pending);
        change.version = version;
        const Result<TicketEvent> event = change_status(ticket, change, staff(), 9'000);
        REQUIRE_FALSE(event);
        CHECK(event.error().code == Code::conflict);
        CHECK(same(ticket, some_ticket(completed)));
    }
}

TEST_CASE("a student's answer returns the ticket to staff, unless it is closed") {
    for (Status from : all_statuses) {
        CAPTURE(name_of(from));
        Ticket ticket = some_ticket(from);
        const Result<TicketEvent> event =
            record_answer(ticket, {request_id, ticket.number, "  Here it is.\n", {}}, student(), 9'000);
        CHECK(static_cast<bool>(event) == !is_closed(from));
        if (!event) {
            CHECK(event.error().code == Code::conflict);
            CHECK(same(ticket, some_ticket(from)));
            continue;
        }
        CHECK(event->kind == EventKind::answered);
        CHECK(event->from == from);
        CHECK(event->to == (from == pending ? pending : under_consideration));
        CHECK(event->text == "Here it is.");
        CHECK(event->author_id == "student-1");
        CHECK(event->sequence == ticket.version);
        CHECK(ticket.status == event->to);
        CHECK(ticket.version == 4);
        CHECK(ticket.updated_ms == 9'000);
    }
}

TEST_CASE("history begins with the student opening the ticket") {
    const TicketEvent event = opened_event(some_ticket());
    CHECK(event.sequence == 1);
    CHECK(event.kind == EventKind::opened);
    CHECK(event.author_id == "student-1");
    CHECK(event.author_name == "Amina Wanjiru");
    CHECK(event.author_role == Role::student);
    CHECK(event.at_ms == 1'000);
    CHECK(event.text.empty());
}

TEST_CASE("a new ticket names every field that is wrong, and only those") {
    CHECK(validate(new_ticket()).empty());
    CHECK(wrong_fields(validate(NewTicket{})) ==
          "request_id service name registration_number subject message");

    NewTicket request = new_ticket();
    request.subject.clear();
    CHECK(message_for(validate(request), "subject") ==
          "Give your ticket a subject, so that staff can find it.");
    request = new_ticket();
    request.subject = "Wi-Fi\nBcc: everybody@example.org";
    CHECK(validate(request).empty()); // kept as one line
    request.subject = "\u200B";
    CHECK(wrong_fields(validate(request)) == "subject");
    request = new_ticket();
    request.message = "lines\n\tand tabs are kept, \x1B[1m is not";
    CHECK(validate(request).empty());
    request.message = "\u3164";
    CHECK(wrong_fields(validate(request)) == "message");
}

TEST_CASE("a new ticket's limits hold at the edge") {
    NewTicket request = new_ticket();
    request.subject = repeated(max_subject, "Ż");
    request.message = repeated(max_message, "学");
    request.attachments = {"1", "2", "3", "4", "5"};
    CHECK(validate(request).empty());
    request.subject += "Ż";
    request.message += "学";
    request.attachments.push_back("6");
    CHECK(wrong_fields(validate(request)) == "subject message attachments");
    CHECK(message_for(validate(request), "message") ==
          "The message can have 10,000 characters at most; this one has 10,001.");
}

TEST_CASE("attachments are known ids, each once") {
    NewTicket request = new_ticket();
    for (const std::vector<std::string>& ids :
         {std::vector<std::string>{""}, {"a", "a"}, {"a", "b", "a"}, {"a\nb"}, {repeated(65, "x")}}) {
        request.attachments = ids;
        CHECK(wrong_fields(validate(request)) == "attachments");
    }
    request.attachments = {repeated(64, "x"), "y"};
    CHECK(validate(request).empty());
}

TEST_CASE("a request id is 32 lower-case hex digits") {
    CHECK(is_request_id(request_id));
    for (const char* id : {"", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
                           "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdeg0123456789abcdef"})
        CHECK_FALSE(is_request_id(id));
}

TEST_CASE("an answer needs a ticket and words") {
    Answer answer{request_id, "7qhd20z8", repeated(max_message, "x"), {}};
    CHECK(validate(answer).empty());
    CHECK(wrong_fields(validate(Answer{})) == "request_id number message");
    answer.message += "x";
    CHECK(wrong_fields(validate(answer)) == "message");
}

TEST_CASE("a status change is checked for shape before it is decided") {
    StatusChange change = change_to(rejected);
    change.remark = repeated(max_remark, "x");
    CHECK(validate(change).empty());
    change.remark += "x";
    change.number = "7QHD-20Z9";
    CHECK(wrong_fields(validate(change)) == "number remark");
    CHECK(validate(StatusChange{"7QHD-20Z8", 1, pending, "", ""}).empty());
}

TEST_CASE("whose turn it is, in words, for both sides") {
    struct Case {
        Status status;
        std::string_view owner_headline, owner_sentence, staff_headline;
    };
    for (const Case& c :
         {Case{pending, "Waiting for IT", "Nobody has looked at it yet. You need not do anything.",
               "Your turn: "},
          Case{under_consideration, "IT is working on it", "You need not do anything now.", "Your turn: "},
          Case{awaiting_confirmation, "IT is waiting for your answer", "answer it there",
               "Waiting for the student"},
          Case{in_person_needed, "Please come to the IT desk", "where and when", "Waiting for the student"},
          Case{duplicate, "Continued in ticket 0000-0000", "follow the other one",
               "Closed as a duplicate of 0000-0000"},
          Case{completed, "Completed by IT", "file a new ticket", "Closed as completed"},
          Case{rejected, "Rejected by IT", "Read the explanation below", "Closed as rejected"}}) {
        CAPTURE(name_of(c.status));
        const WhoseTurn owner = whose_turn(some_ticket(c.status), "IT", true);
        const WhoseTurn reviewer = whose_turn(some_ticket(c.status), "IT", false);
        CHECK(owner.turn == turn_of(c.status));
        CHECK(owner.headline == c.owner_headline);
        CHECK(english(owner.sentence).find(c.owner_sentence) != std::string::npos);
        CHECK(reviewer.turn == turn_of(c.status));
        CHECK(english(reviewer.headline).find(c.staff_headline) == 0);
        CHECK_FALSE(english(reviewer.sentence).empty());
    }
}

TEST_CASE("a pending ticket that staff has written on does not say that nobody has looked at it") {
    Ticket ticket = some_ticket(Status::pending);
    ticket.first_response_ms = 2'000;
    CHECK(english(whose_turn(ticket, "IT", true).sentence) == "You need not do anything now.");
    CHECK(english(whose_turn(ticket, "IT", false).sentence) ==
          "It has been looked at; the history says more.");
}

TEST_CASE("a duplicate of somebody else's ticket is explained without its number") {
    Ticket ticket = some_ticket(duplicate);
    ticket.duplicate_of.clear();
    CHECK(whose_turn(ticket, "IT", true).headline == "Closed as a duplicate");
}
