// Saved replies: inserted with what is known of the ticket, never sent by that, and kept when two change one.

#include "frontend-wasm/app/drafts.hpp"
#include "frontend-wasm/app/saved_replies.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::app {
namespace {

const stu::SavedReplies saved{
    {{"r1", "it", "Come to the desk", "Dear {{first_name}}, come to {{room}}. {{me}}", 2},
     {"r2", "it", "Wi-Fi", "Join the Network again.", 1},
     {"r3", "finance", "Receipt", "Attach it.", 1}}};

struct ReplyDesk : World {
    ReplyDesk() {
        sign_in(Role::staff);
        TicketView view = ticket_of("user-9");
        view.ticket.student_name = "Brian Mutiso";
        happens(intent::FollowLink{"/tickets/" + view.ticket.number});
        happens(intent::Replied<GetTicket>{state.visit, view});
    }
    page::Ticket& page() { return on<page::Ticket>(); }
    void open_replies() {
        happens(intent::OpenReplies{});
        happens(intent::Replied<ListReplies>{state.visit, saved});
    }
};

TEST_CASE("a saved reply goes to the end of what is written, with its variables, and is not sent") {
    ReplyDesk desk;
    desk.page().review.request.remark = "Hello.";
    desk.open_replies();
    desk.happens(intent::InsertReply{"r1"});
    CHECK(desk.page().review.request.remark == "Hello.\nDear Brian, come to {{room}}. Amina Wanjiru");
    CHECK(desk.calls_of("tickets.respond") == 0);
    CHECK(desk.wants<effect::FocusAnswer>());
    CHECK_FALSE(desk.page().chooser.open);

    desk.happens(intent::SubmitStatus{});
    CHECK(desk.calls_of("tickets.respond") == 0);
    CHECK(english(message_for(desk.page().review.sending.errors, "remark")).find("{{room}}") !=
          std::string::npos);
    desk.page().review.request.remark = "Come to room 12.";
    desk.happens(intent::SubmitStatus{});
    CHECK(desk.calls_of("tickets.respond") == 1);
}

TEST_CASE("a note gets it where a note is written, and Enter takes the first that is found") {
    ReplyDesk desk;
    desk.happens(intent::ChooseComposer{true});
    desk.open_replies();
    desk.page().chooser.wanted = "NETWORK join";
    desk.happens(intent::InsertReply{});
    CHECK(desk.page().note.request.text == "Join the Network again.");
    CHECK(desk.page().review.request.remark.empty());
    desk.open_replies();
    desk.page().chooser.wanted = "receipt"; // of another department
    desk.happens(intent::InsertReply{});
    CHECK(desk.page().chooser.open);
    desk.happens(intent::CloseReplies{});
    CHECK(desk.page().note.request.text == "Join the Network again.");
}

TEST_CASE("a saved reply is found in either case, whatever its script") {
    const stu::SavedReplies french{{{"r1", "it", "École d'été", "Жизнь", 1}}};
    CHECK(matching_replies(french, "it", "ÉCOLE").size() == 1);
    CHECK(matching_replies(french, "it", "жИЗНЬ").size() == 1);
    CHECK(matching_replies(french, "it", "zizn").empty());
}

TEST_CASE(
    "a saved reply that is half written is there when its page is opened again, and goes when it is saved") {
    World desk;
    const auto opens = [&] {
        desk.happens(intent::FollowLink{"/replies"});
        desk.happens(intent::Replied<ListReplies>{desk.state.visit, saved});
        return &desk.on<page::SavedReplies>();
    };
    const auto leaves = [&] {
        keep_drafts(desk.state, desk.browser);
        desk.happens(intent::FollowLink{"/queue/it"});
    };
    desk.sign_in(Role::staff);
    auto* page = opens();
    desk.happens(intent::WriteReply{"r2"});
    leaves();
    CHECK_FALSE(opens()->writing); // nothing was changed
    desk.happens(intent::WriteReply{"r2"});
    desk.on<page::SavedReplies>().request.text = "Join the other network.";
    leaves();
    page = opens();
    REQUIRE(page->writing);
    CHECK(page->request.id == "r2");
    CHECK(page->request.seen == 1);
    CHECK(page->request.text == "Join the other network.");
    SUBCASE("saved") {
        desk.happens(intent::SubmitReply{});
        desk.happens(intent::Replied<SaveReply>{desk.state.visit, saved});
    }
    SUBCASE("given up") { desk.happens(intent::StopWritingReply{}); }
    leaves();
    CHECK_FALSE(opens()->writing);
}

TEST_CASE("what somebody else has changed meanwhile is shown, and one's own words can take its place") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/replies"});
    REQUIRE(world.calls_of("replies.list") == 1);
    world.happens(intent::Replied<ListReplies>{world.state.visit, saved});
    world.happens(intent::WriteReply{"r1"});
    auto& page = world.on<page::SavedReplies>();
    CHECK(page.request.seen == 2);
    page.request.text = "Mine.";
    world.happens(intent::SubmitReply{});
    REQUIRE(world.calls_of("replies.save") == 1);
    world.happens(intent::Replied<SaveReply>{world.state.visit, refused(Code::conflict)});
    REQUIRE(world.calls_of("replies.list") == 1);
    stu::SavedReplies now = saved;
    now.replies.front().revision = 3;
    world.happens(intent::Replied<ListReplies>{world.state.visit, now});
    CHECK(page.writing);
    CHECK(page.overtaken);
    CHECK(page.request.text == "Mine.");
    CHECK(page.request.seen == 3);
    world.happens(intent::Replied<SaveReply>{world.state.visit, now});
    CHECK_FALSE(page.writing);
}

TEST_CASE("a saved reply is removed only after it was meant") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/replies"});
    world.happens(intent::Replied<ListReplies>{world.state.visit, saved});
    world.happens(intent::AskToRemoveReply{"r2"});
    CHECK(world.calls_of("replies.remove") == 0);
    world.happens(intent::KeepReply{});
    world.happens(intent::SubmitReplyRemoval{});
    CHECK(world.calls_of("replies.remove") == 0);
    world.happens(intent::AskToRemoveReply{"r2"});
    world.happens(intent::SubmitReplyRemoval{});
    CHECK(world.calls_of("replies.remove") == 1);
}

TEST_CASE("students have no page of saved replies, and ask for none") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/replies"});
    CHECK(world.calls_of("replies.list") == 0);
}

} // namespace
} // namespace stu::app
