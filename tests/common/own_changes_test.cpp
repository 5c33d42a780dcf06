// What students change about their tickets.

#include "common/ticket.hpp"
#include "support.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::test;
using enum Status;

namespace {

const Actor owner{"amina", "Amina Wanjiru", "", Role::student, {}};

} // namespace

TEST_CASE("a pending ticket takes other words, and keeps the earlier ones") {
    Ticket ticket = some_ticket(pending);
    ticket.subject = "Wi-Fi";
    ticket.message = "Broken.";
    const TicketEdit edit{request_id, "7QHD-20Z8", ticket.version, " Wi-Fi in hostel B ",
                          "Broken since Monday."};
    CHECK(validate(edit).empty());
    const auto event = edit_ticket(ticket, edit, owner, 5'000);
    REQUIRE(event);
    CHECK(event->kind == EventKind::edited);
    CHECK(event->from == event->to);
    CHECK(event->sequence == ticket.version);
    CHECK(event->earlier_subject == "Wi-Fi");
    CHECK(event->earlier_message == "Broken.");
    CHECK(ticket.subject == "Wi-Fi in hostel B");
    CHECK(ticket.message == "Broken since Monday.");
    CHECK(ticket.updated_ms == 5'000);

    const Ticket before = ticket;
    CHECK(edit_ticket(ticket, edit, owner, 6'000).error().code == Code::conflict); // an old version
    TicketEdit nothing = edit;
    nothing.version = ticket.version;
    CHECK(edit_ticket(ticket, nothing, owner, 6'000).error().code == Code::invalid);
    CHECK(same(ticket, before));
    CHECK(wrong_fields(validate(TicketEdit{})) == "request_id number subject message");
}

TEST_CASE("only a pending ticket can be edited") {
    for (const Status status : all_statuses) {
        Ticket ticket = some_ticket(status);
        const TicketEdit edit{request_id, "7QHD-20Z8", ticket.version, "Other", "words"};
        const auto event = edit_ticket(ticket, edit, owner, 5'000);
        CHECK(static_cast<bool>(event) == (status == pending));
        if (!event) CHECK(event.error().code == Code::conflict);
    }
}

TEST_CASE("what a student is offered is what is accepted") {
    for (const Status status : all_statuses)
        for (const std::int64_t withdrawn_ms : {0, 1'500}) {
            CAPTURE(name_of(status));
            CAPTURE(withdrawn_ms);
            Ticket ticket = some_ticket(status);
            ticket.withdrawn_ms = withdrawn_ms;
            Ticket edited = ticket, withdrawn = ticket, answered = ticket;
            CHECK(can_edit(ticket) ==
                  static_cast<bool>(edit_ticket(
                      edited, {request_id, "7QHD-20Z8", ticket.version, "Other", "words"}, owner, 5'000)));
            CHECK(can_withdraw(ticket) ==
                  static_cast<bool>(
                      withdraw_ticket(withdrawn, {request_id, "7QHD-20Z8", ticket.version}, owner, 5'000)));
            CHECK(can_answer(ticket) ==
                  static_cast<bool>(
                      record_answer(answered, {request_id, "7QHD-20Z8", "An answer.", {}}, owner, 5'000)));
        }
}

TEST_CASE("an open ticket can be withdrawn; then nobody changes it until it is reopened") {
    for (const Status status : all_statuses) {
        CAPTURE(name_of(status));
        Ticket ticket = some_ticket(status);
        const TicketWithdrawal withdrawal{request_id, "7QHD-20Z8", ticket.version};
        CHECK(validate(withdrawal).empty());
        const auto event = withdraw_ticket(ticket, withdrawal, owner, 5'000);
        CHECK(static_cast<bool>(event) == !is_closed(status));
        if (!event) {
            CHECK(event.error().code == Code::conflict);
            continue;
        }
        CHECK(event->kind == EventKind::withdrawn);
        CHECK(ticket.status == status);
        CHECK_FALSE(ticket.is_open());
        CHECK(whose_turn(ticket, "IT", true).headline == "Withdrawn by you");
        CHECK(whose_turn(ticket, "IT", false).headline == "Withdrawn by the student");
        CHECK(whose_turn(ticket, "IT", false).turn == Turn::nobody);

        const Ticket before = ticket;
        StatusChange change = change_to(completed);
        change.version = ticket.version;
        CHECK(change_status(ticket, change, owner, 6'000).error().code == Code::conflict);
        CHECK(record_answer(ticket, {request_id, "7QHD-20Z8", "Hello", {}}, owner, 6'000).error().code ==
              Code::conflict);
        CHECK(edit_ticket(ticket, {request_id, "7QHD-20Z8", ticket.version, "a", "b"}, owner, 6'000)
                  .error()
                  .code == Code::conflict);
        CHECK(withdraw_ticket(ticket, {request_id, "7QHD-20Z8", ticket.version}, owner, 6'000).error().code ==
              Code::conflict);
        CHECK(same(ticket, before));

        const auto back =
            reopen_ticket(ticket, {request_id, "7QHD-20Z8", ticket.version, "It is back."}, owner, 7'000);
        REQUIRE(back);
        CHECK(back->text == "It is back.");
        CHECK(ticket.is_open());
        CHECK(ticket.status == status);
    }
    Ticket ticket = some_ticket(pending);
    CHECK(withdraw_ticket(ticket, {request_id, "7QHD-20Z8", ticket.version - 1}, owner, 5'000).error().code ==
          Code::conflict);
}

TEST_CASE("a closed ticket can be reopened for thirty days, a duplicate goes on elsewhere") {
    for (const Status status : all_statuses) {
        CAPTURE(name_of(status));
        Ticket ticket = some_ticket(status);
        ticket.closed_ms = 1'000;
        const bool reopens = status == completed || status == rejected;
        CHECK(can_reopen(ticket, 1'000 + 30 * day_ms) == reopens);
        CHECK_FALSE(can_reopen(ticket, 1'001 + 30 * day_ms));
        const TicketReopening late{request_id, "7QHD-20Z8", ticket.version, "Still broken."};
        CHECK(validate(late).empty());
        CHECK(reopen_ticket(ticket, late, owner, 1'001 + 30 * day_ms).error().code == Code::conflict);
        TicketReopening stale = late;
        --stale.version;
        CHECK(reopen_ticket(ticket, stale, owner, 2'000).error().code == Code::conflict);
        const auto event = reopen_ticket(ticket, late, owner, 2'000);
        CHECK(static_cast<bool>(event) == reopens);
        if (!event) continue;
        CHECK(event->kind == EventKind::reopened);
        CHECK(event->from == status);
        CHECK(ticket.status == under_consideration);
        CHECK(ticket.closed_ms == 0);
    }
    CHECK(wrong_fields(validate(TicketReopening{})) == "request_id number message");
}

TEST_CASE("a ticket remembers when staff first acted and when it was closed") {
    const Actor david{"david", "David Otieno", "", Role::staff, {"it"}};
    Ticket ticket = some_ticket(pending);
    REQUIRE(record_answer(ticket, {request_id, "7QHD-20Z8", "More.", {}}, owner, 1'000));
    CHECK(ticket.first_response_ms == 0);
    StatusChange change = change_to(under_consideration);
    change.version = ticket.version;
    REQUIRE(change_status(ticket, change, david, 2'000));
    change = change_to(completed);
    change.version = ticket.version;
    REQUIRE(change_status(ticket, change, david, 3'000));
    CHECK(ticket.first_response_ms == 2'000);
    CHECK(ticket.closed_ms == 3'000);
    change = change_to(under_consideration);
    change.version = ticket.version;
    REQUIRE(change_status(ticket, change, david, 4'000));
    CHECK(ticket.first_response_ms == 2'000);
    CHECK(ticket.closed_ms == 0);
}
