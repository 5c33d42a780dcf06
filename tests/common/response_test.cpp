#include "common/response.hpp"

#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::test;

namespace {

StaffResponse good_response() {
    return {request_id, "7QHD-20Z8", 3, Status::completed, "It works again.", "", {"file-1"}};
}

/// What has been taken of `some_ticket(from)`, to set `to`.
HeldResponse held(Status from, Status to, std::string text = "It works again.") {
    HeldResponse response;
    response.request_id = request_id;
    response.author_id = "staff-1";
    response.author_name = "Otieno Odhiambo";
    response.version = 3;
    response.from = from;
    response.to = to;
    response.text = std::move(text);
    return response;
}

/// `some_ticket` after somebody else's change that left it with this status.
Ticket moved_on(Status status) {
    Ticket ticket = some_ticket(status);
    ++ticket.version;
    return ticket;
}

} // namespace

TEST_CASE("a response is as well-formed as a change of the status and an answer with files are") {
    CHECK(wrong_fields(validate(good_response())).empty());
    struct Case {
        const char* field;
        void (*spoil)(StaffResponse&);
    };
    for (const Case& each :
         {Case{"request_id", [](StaffResponse& r) { r.request_id.clear(); }},
          Case{"request_id", [](StaffResponse& r) { r.request_id = "x"; }},
          Case{"number", [](StaffResponse& r) { r.number = "no number"; }},
          Case{"remark", [](StaffResponse& r) { r.remark = std::string(max_remark + 1, 'x'); }},
          Case{"attachments", [](StaffResponse& r) { r.attachments = {"a", "b", "c", "d", "e", "f"}; }},
          Case{"attachments", [](StaffResponse& r) {
                   r.attachments = {"a", "a"};
               }}}) {
        CAPTURE(each.field);
        StaffResponse response = good_response();
        each.spoil(response);
        CHECK(wrong_fields(validate(response)) == each.field);
    }
    CHECK(wrong_fields(validate(ResponseUndo{"no number", ""})) == "number request_id");
    CHECK(wrong_fields(validate(ResponseUndo{"7QHD-20Z8", request_id})).empty());
}

TEST_CASE("a response that is sent changes the ticket as its status would have been set") {
    for (const Status from : all_statuses)
        for (const Status to : all_statuses) {
            CAPTURE(name_of(from));
            CAPTURE(name_of(to));
            HeldResponse response = held(from, to, "Because.");
            if (to == Status::duplicate && from != to) response.duplicate_of = "0000-0000";
            Ticket sent = some_ticket(from), set = some_ticket(from);
            const auto one = send_response(sent, response, 9'000);
            const auto other = change_status(set, change_to(to), staff(), 9'000);
            REQUIRE(static_cast<bool>(one) == static_cast<bool>(other));
            CHECK(same(sent, set));
            if (!one) continue;
            CHECK(one->kind == other->kind);
            CHECK(one->sequence == other->sequence);
            CHECK(one->text == other->text);
            CHECK(one->author_id == other->author_id);
            CHECK(one->author_name == other->author_name);
            CHECK(one->at_ms == 9'000);
        }
}

TEST_CASE("words are sent whatever has happened to the ticket, unless nobody can write on it") {
    using enum Status;
    for (const Status now : all_statuses) {
        CAPTURE(name_of(now));
        Ticket ticket = moved_on(now);
        const auto event = send_response(ticket, held(pending, pending), 9'000);
        REQUIRE(event);
        CHECK(event->kind == EventKind::remark_added);
        CHECK(event->sequence == 5);
        CHECK(event->text == "It works again.");
        CHECK(ticket.status == now);
    }
    Ticket withdrawn = moved_on(pending);
    withdrawn.withdrawn_ms = 8'000;
    CHECK_FALSE(send_response(withdrawn, held(pending, pending), 9'000));
    CHECK(withdrawn.version == 4);
}

TEST_CASE("another status is not set on a ticket that its author has not seen so") {
    using enum Status;
    Ticket ticket = moved_on(under_consideration);
    const auto refused = send_response(ticket, held(pending, completed), 9'000);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::conflict);
    CHECK(ticket.status == under_consideration);
    CHECK(ticket.version == 4);
    // What it has become by itself needs no setting, so the words go out.
    const auto event = send_response(ticket, held(awaiting_confirmation, under_consideration), 9'000);
    REQUIRE(event);
    CHECK(event->kind == EventKind::remark_added);
    CHECK_FALSE(send_response(ticket, held(awaiting_confirmation, under_consideration, ""), 9'000));
    // A duplicate of another one is not what was meant.
    Ticket other = moved_on(duplicate);
    HeldResponse repeats = held(pending, duplicate);
    repeats.duplicate_of = "1111-1111";
    CHECK_FALSE(send_response(other, repeats, 9'000));
}

TEST_CASE("what the student never gets says what it would have been, and changes nothing") {
    HeldResponse response = held(Status::pending, Status::rejected, "Not for us.");
    response.created_ms = 7'000;
    for (const EventKind kind : {EventKind::undone, EventKind::unsent}) {
        const TicketEvent event = withheld_event(response, kind, 9'000);
        CHECK(event.kind == kind);
        CHECK(event.text == "Not for us.");
        CHECK(event.from == Status::pending);
        CHECK(event.to == Status::rejected);
        CHECK(event.author_id == "staff-1");
        CHECK(event.author_role == Role::staff);
        CHECK(event.at_ms == 9'000);
        CHECK(event.sequence == 0);
    }
}
