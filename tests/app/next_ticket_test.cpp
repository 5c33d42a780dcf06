// Sent, and on to the next ticket of the list: only once the server has answered well, with a way back.

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
        state.trail = {"/work/my_turn", {this_one, next_one}};
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

} // namespace
} // namespace stu::app
