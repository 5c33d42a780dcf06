// Who does a ticket, decided on its page, and undone from the message about it.

#include "tests/app/world.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::app;

namespace {

struct Open : World {
    TicketView shown = ticket_of("user-9");

    Open() {
        sign_in(Role::staff);
        shown.colleagues = {{"u2", "Ruth Kamau", true}};
        happens(intent::FollowLink{"/tickets/" + shown.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, shown});
    }
    TicketView of(const std::string& assignee) const {
        TicketView view = shown;
        view.work.assignee = assignee;
        return view;
    }
    void assign(const std::string& to) {
        happens(intent::Assign{to});
        happens(intent::Replied<AssignTicket>{state.visit, of(to)});
    }
};

} // namespace

TEST_CASE("an assignment can be undone while its message is there, once") {
    Open world;
    world.assign("u2");
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text) == "The ticket is Ruth Kamau's now.");
    REQUIRE(world.state.toast->undo);
    CHECK(world.state.toast->undo->to.empty());
    CHECK(world.state.toast->undo->seen == "u2");
    world.happens(intent::UndoAssignment{});
    CHECK(world.calls_of("tickets.assign") == 1);
    CHECK_FALSE(world.state.toast);
    world.happens(intent::UndoAssignment{}); // the second press
    CHECK(world.calls_of("tickets.assign") == 0);
    world.happens(intent::Replied<AssignTicket>{world.state.visit, world.shown});
    CHECK(world.on<page::Ticket>().loaded.value->work.assignee.empty());
    CHECK_FALSE(world.state.toast); // what is undone is not offered again
}

TEST_CASE("an assignment that is refused offers nothing to undo") {
    Open world;
    world.happens(intent::Assign{"u2"});
    world.happens(intent::Replied<AssignTicket>{world.state.visit, refused(Code::conflict)});
    REQUIRE(world.state.toast);
    CHECK_FALSE(world.state.toast->undo);
}
