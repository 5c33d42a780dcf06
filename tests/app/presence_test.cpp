// Who else is on the ticket: told once for each change, heard only where it is shown.

#include "frontend-wasm/app/presence.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::app {
namespace {

struct PresenceDesk : World {
    const TicketView view = ticket_of("user-9");

    PresenceDesk() {
        sign_in(Role::staff);
        show(view);
    }
    void show(const TicketView& shown) {
        happens(intent::FollowLink{"/tickets/" + shown.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, shown});
    }
    /// What colleagues are told at the end of a frame: requests, "stop" for an end.
    std::vector<std::string> told() {
        std::vector<std::string> said;
        for (const Effect& effect : tell_presence(state, browser)) {
            const auto* kept = std::get_if<effect::KeepTelling>(&effect);
            const auto& call = kept ? kept->call : std::get<effect::Call>(effect);
            if (call.endpoint.empty()) {
                said.emplace_back("stop");
                continue;
            }
            CHECK(call.unasked);
            const auto request = wire::from_binary<TicketPresence>(call.body);
            said.push_back((kept ? "keep " : "once ") + std::string(name_of(request->doing)));
        }
        return said;
    }
    using Said = std::vector<std::string>;
};

TEST_CASE("colleagues are told of reading, of words that are written, and of leaving; each once") {
    PresenceDesk desk;
    CHECK(desk.told() == PresenceDesk::Said{"keep reading"});
    CHECK(desk.told().empty());
    desk.on<page::Ticket>().review.request.remark = "Dear";
    CHECK(desk.told() == PresenceDesk::Said{"keep replying"});
    desk.on<page::Ticket>().review.request.remark = "Dear Brian";
    CHECK(desk.told().empty());
    desk.happens(intent::FollowLink{"/queue/it"});
    CHECK(desk.told() == PresenceDesk::Said{"once away", "stop"});
    CHECK(desk.told().empty());
}

TEST_CASE("from one ticket to the next") {
    PresenceDesk desk;
    desk.told();
    TicketView other = desk.view;
    other.ticket.number = make_ticket_number(8);
    desk.show(other);
    CHECK(desk.told() == PresenceDesk::Said{"once away", "keep reading"});
}

TEST_CASE("students tell nobody of what they do") {
    World world;
    world.sign_in(Role::student);
    const TicketView view = ticket_of("user-1");
    world.happens(intent::FollowLink{"/tickets/" + view.ticket.number});
    world.happens(intent::Replied<GetTicket>{world.state.visit, view});
    CHECK(tell_presence(world.state, world.browser).empty());
}

TEST_CASE("who comes is said once, and asks for nothing else anew") {
    PresenceDesk desk;
    desk.told();
    desk.happens(intent::OthersChanged{{{{desk.view.ticket.number, "it", 0, false, true}}, 1}});
    CHECK(desk.wants<effect::KeepTelling>());
    CHECK(desk.calls_of("tickets.get") == 0);
    const intent::Replied<PresentOnTicket> ruth_came{desk.state.visit,
                                                     PresentColleagues{{{"2", "Ruth", Doing::replying}}}};
    desk.happens(ruth_came);
    CHECK(desk.wants<effect::Announce>());
    CHECK(desk.on<page::Ticket>().presence.others.size() == 1);
    desk.happens(ruth_came);
    CHECK(desk.effects.empty());
    desk.happens(intent::OthersChanged{{{{"another", "it", 0, false, true}}, 1}});
    CHECK(desk.effects.empty());
    desk.happens(intent::FollowLink{"/work/my_turn"});
    desk.happens(intent::OthersChanged{{{{desk.view.ticket.number, "it", 0, false, true}}, 1}});
    CHECK(desk.calls_of("staff.work") == 0);
}

} // namespace
} // namespace stu::app
