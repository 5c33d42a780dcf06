#include "frontend-wasm/app/drafts.hpp"
#include "tests/app/world.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace stu;
using namespace stu::app;

TEST_CASE("a draft survives a reload with its attached files, is bound to its person and page, and ends when "
          "it is filed") {
    World before;
    before.sign_in(Role::student);
    before.happens(intent::FollowLink{"/new/eduroam"});
    NewTicketForm& written = before.state.new_ticket;
    written.request.subject = "Żółty Wi-Fi";
    written.files = {{1, "attached.pdf", 100, 1, "attachment-1", {}, false},
                     {2, "on-its-way.pdf", 100, 0, "", {}, false}};
    keep_drafts(before.state, before.browser);

    World after;
    after.browser.notes = before.browser.notes;
    after.sign_in(Role::student);
    after.happens(intent::FollowLink{"/new/eduroam"});
    const NewTicketForm& restored = after.state.new_ticket;
    CHECK(restored.request.subject == "Żółty Wi-Fi");
    CHECK_MESSAGE(restored.request.request_id == written.request.request_id,
                  "a repeated submit stays one ticket");
    REQUIRE(restored.files.size() == 2);
    CHECK(restored.files[0].attachment == "attachment-1");
    CHECK(restored.files[1].handle == 2);
    CHECK_MESSAGE(restored.files[1].waiting, "its bytes are still in the browser");

    World other;
    other.browser.notes = before.browser.notes;
    other.sign_in(Role::student);
    other.state.session.value->user.id = "user-9";
    other.happens(intent::FollowLink{"/new/eduroam"});
    CHECK(other.state.new_ticket.request.subject.empty());

    after.happens(intent::Replied<CreateTicket>{after.state.visit, ticket_of("user-1")});
    after.happens(intent::FollowLink{"/new/eduroam"});
    keep_drafts(after.state, after.browser);
    CHECK(after.browser.notes.empty());
    before.happens(intent::Replied<stu::SignOut>{before.state.visit, Empty{}});
    CHECK(before.browser.notes.empty());
}

TEST_CASE("what was being written at sign-out comes back to its author, and to nobody else") {
    World world;
    const Session amina{
        {"user-1", "a@example.edu", "Amina", "BIT-1", Role::student, {}, true}, 0, {}, {}, "her key"};
    const Session brian{
        {"user-2", "b@example.edu", "Brian", "BIT-2", Role::student, {}, true}, 0, {}, {}, "his key"};
    const auto signs_in = [&](const Session& person) {
        world.happens(intent::FollowLink{"/sign-in?next=%2Fnew%2Feduroam"});
        world.happens(intent::Replied<stu::SignIn>{world.state.visit, person});
    };
    world.happens(intent::Started{"/new/eduroam"});
    world.happens(intent::Replied<CurrentSession>{0, amina});
    world.state.new_ticket.request.subject = "Half a thought";
    world.state.new_ticket.sending.waiting = true; // what was on its way is not sent behind anybody's back
    keep_drafts(world.state, world.browser);
    world.happens(intent::Replied<stu::SignOut>{world.state.visit, Empty{}});
    CHECK(world.browser.notes.empty());
    CHECK(world.browser.has_drafts_aside());
    CHECK(world.state.session.value->draft_key.empty());
    CHECK(english(world.state.toast->text).find("put aside") != std::string::npos);

    signs_in(brian);
    world.happens(intent::DraftsBack{}); // of another tab, say
    CHECK(world.state.new_ticket.request.subject.empty());
    CHECK(world.browser.notes.empty());
    world.happens(intent::Replied<stu::SignOut>{world.state.visit, Empty{}});
    CHECK(world.state.toast->text == "You are signed out.");

    signs_in(amina);
    world.happens(intent::DraftsBack{});
    CHECK(world.state.new_ticket.request.subject == "Half a thought");
    CHECK_FALSE(world.state.new_ticket.sending.waiting);
    CHECK(english(world.state.toast->text).find("is back") != std::string::npos);
    CHECK_FALSE(world.browser.has_drafts_aside());
}

TEST_CASE("a remark that comes back after its ticket names the ticket's present version") {
    World world;
    world.sign_in(Role::staff);
    TicketView ticket = ticket_of("somebody");
    world.happens(intent::FollowLink{"/tickets/" + ticket.ticket.number});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket});
    world.on<page::Ticket>().review.request.remark = "Half a sentence";
    keep_drafts(world.state, world.browser);
    world.happens(intent::Replied<stu::SignOut>{world.state.visit, Empty{}});
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/tickets/" + ticket.ticket.number});
    ticket.ticket.version = 7;
    world.on<page::Ticket>().review = {};
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket});
    world.happens(intent::DraftsBack{});
    CHECK(world.on<page::Ticket>().review.request.remark == "Half a sentence");
    CHECK(world.on<page::Ticket>().review.request.version == 7);
}

TEST_CASE("a remark survives a reload; a note that cannot be read is no draft") {
    World before;
    before.sign_in(Role::staff);
    before.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    before.happens(intent::Replied<GetTicket>{before.state.visit, ticket_of("somebody")});
    before.on<page::Ticket>().review.request.remark = "Half a sentence";
    keep_drafts(before.state, before.browser);
    REQUIRE(before.browser.notes.size() == 1);

    for (const bool damaged : {false, true}) {
        World after;
        after.browser.notes = before.browser.notes;
        if (damaged)
            for (auto& note : after.browser.notes) note.second.resize(note.second.size() / 2);
        after.sign_in(Role::staff);
        after.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
        after.happens(intent::Replied<GetTicket>{after.state.visit, ticket_of("somebody")});
        CHECK(after.on<page::Ticket>().review.request.remark == (damaged ? "" : "Half a sentence"));
        CHECK(after.on<page::Ticket>().review.request.version == 1);
    }
}

TEST_CASE(
    "a draft follows its student from service to service and is forgotten everywhere when it is filed") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    world.state.new_ticket.request.subject = "First";
    keep_drafts(world.state, world.browser);
    world.happens(intent::FollowLink{"/new/other"});
    keep_drafts(world.state, world.browser);
    CHECK(world.browser.notes.size() == 1);
    const std::string used = world.state.new_ticket.request.request_id;
    world.happens(intent::Replied<CreateTicket>{world.state.visit, ticket_of("user-1")});
    world.happens(intent::FollowLink{"/new/eduroam"});
    CHECK(world.state.new_ticket.request.subject.empty());
    CHECK(world.state.new_ticket.request.request_id != used);
}

TEST_CASE("what was sent after its page was left does not come back as a draft, nor pull anybody back") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket_of("somebody")});
    world.on<page::Ticket>().review.request.remark = "Sent.";
    keep_drafts(world.state, world.browser);
    const std::uint32_t visit = world.state.visit;
    world.happens(intent::FollowLink{"/track"});
    world.happens(intent::Replied<RespondToTicket>{visit, ticket_of("somebody")});
    CHECK(world.browser.notes.empty());
    CHECK(world.state.route.page == Page::track);
}
