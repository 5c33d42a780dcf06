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
        world.state.visit, TransferredTicket{world.shown.ticket.number, "it", "eduroam", {}}});
    CHECK(url_of(world.state.route) == "/work/unassigned");
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text) == world.shown.ticket.number + " is now with IT: Eduroam.");
}

TEST_CASE("a transfer is shown while it waits; taken back, it stands in the form again") {
    Open world;
    world.write_transfer();
    TicketView leaving = world.shown;
    leaving.leaving.push_back({std::string(32, 'b'), world.state.user()->id, "David Otieno",
                               "student-finance-and-banking", "It is about a payment.", 1, 2});
    world.happens(intent::Replied<TransferTicket>{
        world.state.visit,
        TransferredTicket{leaving.ticket.number, "finance", "student-finance-and-banking", {leaving}}});
    CHECK_FALSE(world.page().transfer.open);
    world.happens(intent::TakeResponseBack{std::string(32, 'b')});
    CHECK(world.calls_of("tickets.undo") == 1);
    world.happens(intent::Replied<UndoResponse>{world.state.visit, world.shown});
    CHECK(world.page().loaded.value->leaving.empty());
    CHECK(world.page().transfer.open);
    CHECK(world.page().transfer.request.reason == "It is about a payment.");
    CHECK(world.page().transfer.request.request_id.empty());
}

TEST_CASE("who looked at a ticket that has left comes back to the list, but not while they write") {
    for (const bool writes : {false, true}) {
        Open world;
        world.page().loaded.value->leaving.push_back(
            {std::string(32, 'b'), "u9", "Ruth Kamau", "student-finance-and-banking", "Money.", 1, 2});
        if (writes) world.page().note.request.text = "Half a note";
        world.happens(intent::Replied<GetTicket>{
            world.state.visit, refuse(Code::not_found, tr("There is no such ticket.")), true});
        CHECK((url_of(world.state.route) == "/work/unassigned") == !writes);
    }
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
