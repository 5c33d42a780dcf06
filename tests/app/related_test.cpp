// Tickets that have to do with each other: links, merging, and where a merged number leads.

#include "tests/app/world.hpp"

#include <doctest/doctest.h>

namespace stu::app {
namespace {

struct Workbench : World {
    TicketView shown = ticket_of("user-2");
    std::string other = make_ticket_number(8);

    Workbench() {
        sign_in(Role::staff);
        shown.ticket.id = "id-1";
        open_ticket(shown);
    }
    page::Ticket& page() { return on<page::Ticket>(); }
    TicketView view_of_other() {
        TicketView view = shown;
        view.ticket.id = "id-2";
        view.ticket.number = other;
        return view;
    }
};

TEST_CASE_FIXTURE(Workbench, "similar tickets are asked for once, for staff alone") {
    CHECK(calls_of("tickets.similar") == 1);
    happens(intent::Replied<GetTicket>{state.visit, shown});
    CHECK(calls_of("tickets.similar") == 0);
    happens(intent::Replied<FindSimilarTickets>{state.visit, refused(Code::internal)}); // nobody asked
    CHECK_FALSE(state.toast);
    World student;
    student.sign_in(Role::student);
    student.open_ticket(ticket_of("user-1"));
    CHECK(student.calls_of("tickets.similar") == 0);
}

TEST_CASE_FIXTURE(Workbench, "the number that is typed is linked; one that is none is said at once") {
    page().related.typed = "7QHD";
    happens(intent::SubmitLink{});
    CHECK(calls_of("tickets.link") == 0);
    CHECK_FALSE(page().related.sending.errors.empty());
    page().related.typed = other;
    happens(intent::SubmitLink{});
    REQUIRE(calls_of("tickets.link") == 1);
    TicketView linked = shown;
    linked.linked.push_back({});
    linked.linked.back().number = other;
    happens(intent::Replied<LinkTickets>{state.visit, linked});
    CHECK(page().related.typed.empty());
    CHECK(page().loaded.value->linked.size() == 1);
}

TEST_CASE_FIXTURE(Workbench, "merged into another one, that one's page opens, and it can be undone there") {
    page().related.typed = other;
    happens(intent::Merge{});
    REQUIRE(calls_of("tickets.merge") == 1);
    TicketView now = view_of_other();
    now.merged.push_back({shown.ticket.number, "Wi-Fi", "It drops.", 1, {}, {}});
    happens(intent::Replied<MergeTickets>{state.visit, now});
    CHECK(state.route.id == other);
    REQUIRE(state.toast);
    CHECK(state.toast->unmerge == shown.ticket.number);
    happens(intent::Replied<GetTicket>{state.visit, now});
    happens(intent::Unmerge{shown.ticket.number});
    REQUIRE(calls_of("tickets.unmerge") == 1);
    happens(intent::Replied<UnmergeTicket>{state.visit, shown});
    CHECK(state.route.id == shown.ticket.number);
}

TEST_CASE_FIXTURE(Workbench, "another one merged into this one, the page stays") {
    happens(intent::Merge{other, {}});
    REQUIRE(calls_of("tickets.merge") == 1);
    TicketView now = shown;
    now.merged.push_back({other, "Wi-Fi", "It drops.", 1, {}, {}});
    happens(intent::Replied<MergeTickets>{state.visit, now});
    CHECK(state.route.id == shown.ticket.number);
    CHECK(page().loaded.value->merged.size() == 1);
}

TEST_CASE_FIXTURE(Workbench, "what is refused stands at the number, which stays") {
    page().related.typed = other;
    happens(intent::Merge{});
    happens(intent::Replied<MergeTickets>{state.visit, invalid("into", as_written("It is closed."))});
    REQUIRE(page().related.sending.errors.size() == 1);
    CHECK(page().related.sending.errors.front().field == "other");
    CHECK(page().related.typed == other);
}

TEST_CASE_FIXTURE(Workbench, "a merged number leads to the other ticket, but takes nobody from their words") {
    SUBCASE("nothing is being written") {
        happens(intent::Replied<GetTicket>{state.visit, view_of_other()});
        CHECK(state.route.id == other);
        CHECK(calls_of("tickets.get") == 1);
    }
    SUBCASE("a reply is being written") {
        page().review.request.remark = "We look into it.";
        happens(intent::Replied<GetTicket>{state.visit, view_of_other()});
        CHECK(state.route.id == shown.ticket.number);
        CHECK(page().review.request.remark == "We look into it.");
        REQUIRE(state.toast);
        CHECK(state.toast->link == "/tickets/" + other);
    }
}

} // namespace
} // namespace stu::app
