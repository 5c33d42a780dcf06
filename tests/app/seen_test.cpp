// How far staff has read a ticket is told to the server until it knows.

#include "tests/app/world.hpp"

#include <doctest/doctest.h>

namespace stu::app {
namespace {

TicketEvent event_of(std::int64_t sequence, const std::string& author) {
    TicketEvent event;
    event.sequence = sequence;
    event.author_id = author;
    event.kind = sequence < 0 ? EventKind::noted : EventKind::remark_added;
    return event;
}

struct ReadingDesk : World {
    TicketView view = ticket_of("user-9");

    ReadingDesk() {
        view.ticket.version = 2;
        sign_in(Role::staff);
        happens(intent::FollowLink{"/tickets/" + view.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, view});
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

} // namespace
} // namespace stu::app
