// What staff alone sees stands in the history, and nowhere else.

#include "backend/security/sha256.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "tests/store/desk_of_tickets.hpp"
#include "tests/store/heard.hpp"

#include <doctest/doctest.h>

#include <array>

namespace stu::store {
namespace {

constexpr std::int64_t opened_ms = DeskOfTickets::start_ms;

struct DeskWithNotes : DeskOfTickets {
    Ticket ticket;

    DeskWithNotes() {
        store.write([&](Transaction& transaction) { ticket = file(transaction, opened_ms); });
    }
    std::int64_t note(std::string_view text, std::int64_t at_ms) {
        return store.write([&](Transaction& transaction) {
            return insert_internal_event(transaction, ticket, note_event(ticket, text, david, at_ms));
        });
    }
    std::int64_t found(std::string_view text) {
        constexpr std::array pending{Status::pending};
        return store.read([&](Transaction& transaction) {
            return count_found(transaction, {"it", "", pending, {}}, text, 10).tickets;
        });
    }
};

TEST_CASE("notes are numbered apart and stand where they were written") {
    DeskWithNotes desk;
    CHECK(desk.note("first", opened_ms + 10) == -1);
    desk.store.write(
        [&](Transaction& transaction) { desk.answer(transaction, desk.ticket, opened_ms + 20); });
    CHECK(desk.note("second", opened_ms + 20) == -2);
    CHECK(desk.note("third", opened_ms + 30) == -3);
    desk.store.write(
        [&](Transaction& transaction) { desk.answer(transaction, desk.ticket, opened_ms + 40); });

    desk.store.read([&](Transaction& transaction) {
        std::vector<std::int64_t> sequences;
        for (const TicketEvent& event : load_events(transaction, desk.ticket.id))
            sequences.push_back(event.sequence);
        CHECK(sequences == std::vector<std::int64_t>{1, -1, 2, -2, -3, 3});
        CHECK(find_event(transaction, desk.ticket.id, -2)->text == "second");
        CHECK_FALSE(find_event(transaction, desk.ticket.id, -4));
    });
}

TEST_CASE("a note moves nothing: neither the ticket nor its room, and only staff hears of it") {
    DeskWithNotes desk;
    Heard heard;
    desk.store.listeners().add(heard);
    desk.note("inkognito", opened_ms + 10);
    desk.store.listeners().remove(heard);
    REQUIRE(heard.all.size() == 1); // staff alone, see live/stream_access_test
    CHECK(heard.all.front().tickets.front().internal);
    CHECK(desk.found("inkognito") == 1);         // by staff, who alone can search
    CHECK(desk.found("subject inkognito") == 1); // together with what the ticket says
    desk.store.write(
        [&](Transaction& transaction) { desk.answer(transaction, desk.ticket, opened_ms + 20); });
    CHECK(desk.found("inkognito") == 1); // indexed anew, with the answer
    CHECK(desk.found("answer inkognito") == 1);
    CHECK(desk.found("an answer") == 1);
    desk.store.read([&](Transaction& transaction) {
        const Ticket now = find_ticket_by_id(transaction, desk.ticket.id).value();
        CHECK(now.version == 2);
        CHECK(now.updated_ms == opened_ms + 20);
        CHECK(now.first_response_ms == 0);
        CHECK(history_length(transaction, desk.ticket.id) ==
              static_cast<std::int64_t>(std::string_view("An answer.").size()));
    });
    CHECK(find_damage(desk.store, security::sha256, [] { return true; }).empty());
}

TEST_CASE("an internal event cannot take a version, nor a change a number of theirs") {
    DeskWithNotes desk;
    TicketEvent note = note_event(desk.ticket, "A note.", desk.david, opened_ms),
                opened = opened_event(desk.ticket);
    note.sequence = 2;
    opened.sequence = -1;
    for (const TicketEvent& event : {note, opened})
        CHECK_THROWS_AS(desk.store.write([&](Transaction& transaction) {
            insert_event(transaction, desk.ticket.id, event);
        }),
                        std::logic_error);
}

} // namespace
} // namespace stu::store
