// Sent, and on to the next ticket of the list: only once the server has answered well, with a way back.

#include "frontend-wasm/app/trail.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::app {
namespace {

const std::string this_one = make_ticket_number(7), next_one = make_ticket_number(8);

struct ListedDesk : World {
    TicketView view = ticket_of("user-9");

    ListedDesk() {
        sign_in(Role::staff);
        view.ticket.number = this_one;
        open(this_one);
        state.trail = {{{"/work/my_turn", {this_one, next_one}}}, {}};
    }
    void open(const std::string& number) {
        happens(intent::FollowLink{"/tickets/" + number});
        TicketView shown = view;
        shown.ticket.number = number;
        happens(intent::Replied<GetTicket>{state.visit, shown});
    }
    page::Ticket& page() { return on<page::Ticket>(); }
};

TEST_CASE("what is sent leads on to the next ticket, with a way back to take it back") {
    ListedDesk desk;
    desk.page().review.request.remark = "We look into it.";
    desk.happens(intent::SubmitStatus{true});
    REQUIRE(desk.calls_of("tickets.respond") == 1);
    CHECK(desk.state.route.id == this_one);
    desk.view.held.resize(1);
    desk.happens(intent::Replied<RespondToTicket>{desk.state.visit, desk.view});
    CHECK(desk.state.route.id == next_one);
    CHECK(desk.calls_of("tickets.get") == 1);
    CHECK(desk.wants<effect::PushUrl>());
    REQUIRE(desk.state.toast);
    CHECK(desk.state.toast->link == "/tickets/" + this_one);
    CHECK(english(desk.state.toast->text).find("take it back") != std::string::npos);
    desk.open(this_one);
    CHECK(desk.page().review.request.remark.empty()); // nothing of it is a draft
}

TEST_CASE("what is refused stays with its words, and a send without going on does not remember it") {
    ListedDesk desk;
    desk.page().review.request.remark = "We look into it.";
    desk.happens(intent::SubmitStatus{true});
    desk.happens(intent::Replied<RespondToTicket>{desk.state.visit, refused(Code::conflict)});
    CHECK(desk.state.route.id == this_one);
    CHECK(desk.page().review.request.remark == "We look into it.");
    desk.happens(intent::Replied<GetTicket>{desk.state.visit, desk.view});
    desk.happens(intent::SubmitStatus{});
    desk.happens(intent::Replied<RespondToTicket>{desk.state.visit, desk.view});
    CHECK(desk.state.route.id == this_one);
}

TEST_CASE("with nothing written it says what is missing and goes nowhere") {
    ListedDesk desk;
    desk.happens(intent::SubmitStatus{true});
    CHECK(desk.calls_of("tickets.respond") == 0);
    CHECK_FALSE(message_for(desk.page().review.sending.errors, "remark").empty());
    desk.happens(intent::ChooseComposer{true});
    desk.happens(intent::SubmitNote{true});
    CHECK(desk.calls_of("tickets.note") == 0);
    CHECK_FALSE(message_for(desk.page().note.sending.errors, "text").empty());
    CHECK(desk.state.route.id == this_one);
}

TEST_CASE("a note leads on, too, and the last ticket of the list stays") {
    ListedDesk desk;
    desk.happens(intent::ChooseComposer{true});
    desk.page().note.request.text = "He called.";
    desk.happens(intent::SubmitNote{true});
    desk.happens(intent::Replied<NoteOnTicket>{desk.state.visit, desk.view});
    CHECK(desk.state.route.id == next_one);
    REQUIRE(desk.state.toast);
    desk.open(next_one);
    desk.view.ticket.number = next_one;
    desk.happens(intent::ChooseComposer{true});
    desk.page().note.request.text = "Another.";
    desk.happens(intent::SubmitNote{true});
    desk.happens(intent::Replied<NoteOnTicket>{desk.state.visit, desk.view});
    CHECK(desk.state.route.id == next_one);
    CHECK_FALSE(desk.state.toast);
}

TEST_CASE("the list goes on where its page ends, and back to the page that one is on") {
    const auto page_from = [](std::int64_t first, std::size_t count, std::string older) {
        TicketPage page;
        for (std::size_t i = 0; i < count; ++i) {
            TicketRow row;
            row.number = make_ticket_number(static_cast<std::uint64_t>(first) + i);
            page.rows.push_back(row);
        }
        page.older = std::move(older);
        return page;
    };
    const auto number = [](std::uint64_t which) { return make_ticket_number(which); };
    for (const char* const address : {"/queue/it?sort=oldest", "/work/unassigned"}) {
        ListedDesk desk;
        const bool queue = std::string(address).find("queue") != std::string::npos;
        const char* const call = queue ? "queue.list" : "staff.work";
        const auto came = [&](const TicketPage& page) {
            QueuePage in_queue;
            WorkPage in_work;
            in_queue.page = in_work.page = page;
            if (queue) return desk.happens(intent::Replied<DepartmentQueue>{desk.state.visit, in_queue});
            desk.happens(intent::Replied<StaffWork>{desk.state.visit, in_work});
        };
        desk.happens(intent::FollowLink{address});
        came(page_from(100, 10, "cursor"));
        desk.open(number(104));
        CHECK(desk.calls_of(call) == 0);
        CHECK(place_in_trail(desk.state, number(104)).of == 10);
        desk.open(number(106)); // near the end
        CHECK(desk.calls_of(call) == 1);
        came(page_from(109, 3, "")); // the last row came up meanwhile
        came(page_from(109, 3, "")); // a second answer
        const Place last = place_in_trail(desk.state, number(109)),
                    on = place_in_trail(desk.state, number(110));
        CHECK(last.next == "/tickets/" + number(110));
        CHECK(on.previous == "/tickets/" + number(109));
        CHECK(on.at == 11);
        CHECK(on.of == 12);
        CHECK(last.list == address);
        CHECK(on.list.find("older=cursor") != std::string::npos);
        desk.open(number(111));
        CHECK(desk.calls_of(call) == 0); // there is no further page
        CHECK(place_in_trail(desk.state, number(111)).next.empty());
    }
}

} // namespace
} // namespace stu::app
