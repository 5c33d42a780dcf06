// Somebody else was faster: one's own words stay, what is new since stands beside them, and both ways out are
// there.

#include "frontend-wasm/app/overtaken.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

namespace stu::app {
namespace {

struct OvertakenDesk : World {
    TicketView view = ticket_of("user-9");

    OvertakenDesk() {
        view.ticket.version = 1;
        view.events.front().sequence = 1;
        sign_in(Role::staff);
        open_ticket(view);
        review().request.remark = "Mine.";
        happens(intent::SubmitStatus{});
    }
    page::Ticket::ReviewForm& review() { return on<page::Ticket>().review; }
    /// The server refuses what was sent, and then says how the ticket stands.
    void meets_conflict() {
        happens(intent::Replied<RespondToTicket>{state.visit, refused(Code::conflict)});
        REQUIRE(calls_of("tickets.get") == 1);
        view.ticket.version = 2;
        view.events.push_back(event_of(2, "user-8", "Words."));
        view.events.push_back(event_of(-1, "user-8", "Words."));
        happens(intent::Replied<GetTicket>{state.visit, view});
    }
};

TEST_CASE("after a conflict one's own words stay, and what others did since is told from the rest") {
    OvertakenDesk desk;
    desk.meets_conflict();
    REQUIRE(desk.review().overtaken);
    CHECK(desk.review().request.remark == "Mine.");
    const auto news = news_since(desk.view, *desk.review().overtaken, desk.state.user()->id);
    REQUIRE(news.size() == 2);
    CHECK(news[0]->sequence == 2);
    CHECK(news[1]->sequence == -1);
    desk.view.events.push_back(event_of(3, desk.state.user()->id, "Words."));
    CHECK(news_since(desk.view, *desk.review().overtaken, desk.state.user()->id).size() == 2);
}

TEST_CASE("sent anyway, it is sent against what the ticket is now, as a response of its own") {
    OvertakenDesk desk;
    const std::string first = desk.review().sent.request_id;
    desk.meets_conflict();
    desk.happens(intent::SubmitStatus{});
    REQUIRE(desk.calls_of("tickets.respond") == 1);
    CHECK(desk.review().sent.version == 2);
    CHECK(desk.review().sent.request_id != first);
    desk.happens(intent::Replied<RespondToTicket>{desk.state.visit, desk.view});
    CHECK_FALSE(desk.review().overtaken);
    CHECK(desk.review().request.remark.empty());
}

TEST_CASE("a second conflict keeps as new what was new at the first") {
    OvertakenDesk desk;
    desk.meets_conflict();
    desk.happens(intent::SubmitStatus{});
    desk.happens(intent::Replied<RespondToTicket>{desk.state.visit, refused(Code::conflict)});
    CHECK(desk.review().overtaken->version == 1);
}

TEST_CASE("what is discarded is gone, also from this device") {
    OvertakenDesk desk;
    desk.meets_conflict();
    desk.happens(intent::DiscardResponse{});
    CHECK(desk.review().request.remark.empty());
    CHECK_FALSE(desk.review().overtaken);
    CHECK(desk.review().request.version == 2);
    for (const auto& [key, note] : desk.browser.notes) CHECK(key.find("review") == std::string::npos);
}

} // namespace
} // namespace stu::app
