// Where staff sends a ticket.

#include "tests/app/world.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::app;

namespace {

/// A ticket of IT is open, and somebody of IT looks at it.
struct Open : World {
    TicketView shown = ticket_of("user-9");

    Open() {
        sign_in(Role::staff);
        happens(intent::FollowLink{"/work/unassigned"});
        happens(intent::Replied<StaffWork>{state.visit, WorkPage{}});
        happens(intent::FollowLink{"/tickets/" + shown.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, shown});
    }
    page::Ticket& page() { return on<page::Ticket>(); }
    void write_transfer() {
        happens(intent::FoldTransfer{});
        page().transfer.request.service = "fees";
        page().transfer.request.reason = "It is about a payment.";
        happens(intent::SubmitTransfer{});
    }
};

} // namespace

TEST_CASE("whoever sends a ticket where they do not work comes back to the list, which says where it is") {
    Open world;
    world.write_transfer();
    CHECK(world.calls_of("tickets.transfer") == 1);
    world.happens(intent::SubmitTransfer{});
    CHECK_MESSAGE(world.calls_of("tickets.transfer") == 0, "a second press while the first is on its way");
    world.happens(intent::Replied<TransferTicket>{
        world.state.visit, TransferredTicket{world.shown.ticket.number, "finance", "fees", {}}});
    CHECK(url_of(world.state.route) == "/work/unassigned");
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text) == world.shown.ticket.number + " is now with finance: fees.");
}

TEST_CASE("whoever may see it still stays with it") {
    Open world;
    world.write_transfer();
    TicketView moved = world.shown;
    moved.ticket.service = "fees";
    world.happens(intent::Replied<TransferTicket>{
        world.state.visit, TransferredTicket{moved.ticket.number, "it", "fees", {moved}}});
    CHECK(world.page().loaded.value->ticket.service == "fees");
    CHECK_FALSE(world.page().transfer.open);
    CHECK(world.state.toast.has_value());
}

TEST_CASE("a transfer without a reason is not sent, and a lost one is repeated under its id") {
    Open world;
    world.happens(intent::FoldTransfer{});
    world.happens(intent::SubmitTransfer{});
    CHECK(world.calls_of("tickets.transfer") == 0);
    CHECK(world.page().transfer.sending.errors.size() == 2);
    world.happens(intent::FoldTransfer{});
    world.write_transfer();
    const std::string id = world.page().transfer.request.request_id;
    world.happens(intent::Replied<TransferTicket>{world.state.visit, refused(Code::unavailable)});
    CHECK(world.page().transfer.request.request_id == id);
    CHECK(world.page().transfer.request.reason == "It is about a payment.");
    world.happens(intent::Replied<TransferTicket>{world.state.visit, refused(Code::conflict)});
    CHECK(world.page().transfer.request.request_id.empty());
    CHECK(world.calls_of("tickets.get") == 1); // what has changed stands beside it
}

TEST_CASE("a tag is added at once, and what was typed stays where it is refused") {
    Open world;
    world.page().tags.typed = "exam week";
    world.happens(intent::SubmitTag{});
    CHECK(world.calls_of("tickets.set_tags") == 1);
    world.happens(intent::RemoveTag{"VPN"});
    CHECK_MESSAGE(world.calls_of("tickets.set_tags") == 0, "a second press while the first is on its way");
    world.happens(intent::Replied<SetTags>{world.state.visit, refused(Code::too_many)});
    CHECK(world.page().tags.typed == "exam week");
    world.happens(intent::AddTag{"one, two"});
    CHECK(world.calls_of("tickets.set_tags") == 0);
    CHECK(world.page().tags.sending.errors.size() == 1);
    world.happens(intent::AddTag{"exam week"});
    TicketView tagged = world.shown;
    tagged.work.tags = {"exam week"};
    world.happens(intent::Replied<SetTags>{world.state.visit, tagged});
    CHECK(world.page().tags.typed.empty());
    CHECK(world.page().loaded.value->work.tags.size() == 1);
}
