// Staff begins to watch a ticket and stops, and calls colleagues by name.

#include "frontend-wasm/app/mentions.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::app;

namespace {

struct Watching : World {
    TicketView shown = ticket_of("user-9");

    Watching() {
        sign_in(Role::staff);
        happens(intent::FollowLink{"/tickets/" + shown.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, shown});
    }
    page::Ticket& page() { return on<page::Ticket>(); }
};

} // namespace

TEST_CASE("a press of Watch is sent once, and what comes back is shown") {
    Watching world;
    world.happens(intent::Watch{true});
    CHECK(world.calls_of("tickets.watch") == 1);
    world.happens(intent::Watch{true});
    CHECK_MESSAGE(world.calls_of("tickets.watch") == 0, "a second press while the first is on its way");
    TicketView watched = world.shown;
    watched.watchers = {world.state.user()->id};
    world.happens(intent::Replied<WatchTicket>{world.state.visit, watched});
    CHECK(world.page().loaded.value->watchers == watched.watchers);
    CHECK_FALSE(world.page().work.watching);
    world.happens(intent::Watch{false});
    world.happens(intent::Replied<WatchTicket>{world.state.visit, world.shown});
    CHECK(world.page().loaded.value->watchers.empty());
}

TEST_CASE("where watching is refused the button can be pressed again") {
    Watching world;
    world.happens(intent::Watch{true});
    world.happens(intent::Replied<WatchTicket>{world.state.visit, refused(Code::too_many)});
    CHECK(world.page().loaded.value->watchers.empty());
    world.happens(intent::Watch{true});
    CHECK(world.calls_of("tickets.watch") == 1);
}

TEST_CASE("where somebody has typed is behind what differs, never within a character") {
    CHECK(end_of_change("Look", "Look, @") == 7);
    CHECK(end_of_change("Look  here", "Look @R here") == 7);
    CHECK(end_of_change("Look @R here", "Look @ here") == 6);
    CHECK(end_of_change("", "") == 0);
    CHECK(end_of_change("é", "è") == 2);           // their first bytes are the same
    CHECK(end_of_change("\u0409", "\u0109") == 2); // their last bytes are
}

TEST_CASE("a colleague takes the place of the sign that is being typed") {
    Watching world;
    world.shown.colleagues = {{world.state.user()->id, "Ruth Otieno"},
                              {"user-8", "Ruth Kamau"},
                              {"user-7", "Grace Njeri"},
                              {"user-6", "Rufus", false}};
    world.happens(intent::Replied<GetTicket>{world.state.visit, world.shown});
    auto& note = world.page().note;
    const auto offered = [&] {
        std::string ids;
        for (const Colleague* each : colleagues_to_call(note, world.shown, world.state.user()->id))
            ids += each->id + " ";
        return ids;
    };
    note.request.text = "Ask @ru about it";
    note.caret = 7;
    CHECK(offered() == "user-8 "); // neither the writer nor who has left
    note.caret = 16;
    CHECK(offered() == "");
    note.caret = 7;
    world.happens(intent::MentionColleague{"user-8"});
    CHECK(note.request.text == "Ask @Ruth Kamau about it");
    CHECK(offered() == "");
    CHECK(world.wants<effect::FocusAnswer>());

    note.request.text = "@";
    note.caret = 1;
    CHECK(offered() == "user-8 user-7 ");
    world.happens(intent::MentionColleague{"user-7"});
    CHECK(note.request.text == "@Grace Njeri ");
    world.happens(intent::MentionColleague{"user-7"}); // nothing is being typed any more
    CHECK(note.request.text == "@Grace Njeri ");
    CHECK(world.calls_of("tickets.note") == 0);
}
