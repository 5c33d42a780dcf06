// How far staff has read a ticket: told to the server until it knows, and where reading goes on.

#include "frontend-wasm/app/overtaken.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

namespace stu::app {
namespace {

struct ReadingDesk : World {
    TicketView view = ticket_of("user-9");

    ReadingDesk() {
        view.ticket.version = 2;
        sign_in(Role::staff);
        open_ticket(view);
    }
    void is_renewed() {
        happens(intent::Refresh{true});
        happens(intent::Replied<GetTicket>{state.visit, view, true});
    }
};

TEST_CASE("what could not be marked as seen is marked with the next renewal") {
    ReadingDesk desk;
    CHECK(desk.calls_of("tickets.mark_seen") == 1);
    desk.is_renewed();
    CHECK(desk.calls_of("tickets.mark_seen") == 0); // it is on its way
    desk.happens(intent::Replied<MarkSeen>{desk.state.visit, refused(Code::unavailable), true});
    CHECK_FALSE(desk.state.connection_lost);
    SUBCASE("that is shown") {}
    SUBCASE("that waits to be shown") {
        desk.view.ticket.version = 3;
        desk.view.events.push_back(event_of(3, "user-8"));
    }
    desk.is_renewed();
    CHECK(desk.calls_of("tickets.mark_seen") == 1);
    desk.happens(intent::Replied<MarkSeen>{desk.state.visit, Empty{}, true});
    desk.is_renewed();
    CHECK(desk.calls_of("tickets.mark_seen") == 0);
}

TEST_CASE("a note that comes while its ticket is shown is marked as seen with it") {
    ReadingDesk desk;
    desk.happens(intent::Replied<MarkSeen>{desk.state.visit, Empty{}, true});
    desk.view.events.push_back(event_of(-1, "user-8"));
    desk.is_renewed();
    CHECK(desk.calls_of("tickets.mark_seen") == 0); // it waits to be shown
    desk.happens(intent::ShowNews{});
    CHECK(desk.calls_of("tickets.mark_seen") == 1);
    CHECK(desk.on<page::Ticket>().seen.internal == -1);
}

TEST_CASE("how far a ticket was read is what it was when its page was opened") {
    ReadingDesk desk;
    CHECK(desk.on<page::Ticket>().read_before == 0);
    desk.view.seen = 2; // by this page itself
    desk.is_renewed();
    CHECK(desk.on<page::Ticket>().read_before == 0);
}

TEST_CASE("reading goes on with the first event of others since") {
    TicketView view = ticket_of("user-9");
    view.events = {event_of(1, "user-9"), event_of(2, "me"),     event_of(-1, "user-8"),
                   event_of(3, "me"),     event_of(4, "user-9"), event_of(5, "user-8")};
    const auto first = [&](std::int64_t read_before, bool called = false) {
        const TicketEvent* const event = first_unread(view, read_before, "me", called);
        return event == nullptr ? 0 : event->sequence;
    };
    CHECK(first(1) == 4);
    CHECK(first(4) == 5);
    CHECK(first(5) == 0);
    CHECK(first(0) == 1);       // never read
    CHECK(first(0, true) == 0); // but called by a note, which is where it begins
}

} // namespace
} // namespace stu::app
