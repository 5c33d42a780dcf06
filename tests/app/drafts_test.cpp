#include "frontend-wasm/app/drafts.hpp"
#include "tests/app/world.hpp"

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
    written.files = {{1, "attached.pdf", 100, 1, "attachment-1", "", false},
                     {2, "on-its-way.pdf", 100, 0, "", "", false}};
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

TEST_CASE("a remark survives a reload; a note that cannot be read is no draft") {
    World before;
    before.sign_in(Role::staff);
    before.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    before.happens(intent::Replied<GetTicket>{before.state.visit, ticket_of("somebody")});
    before.state.review.change.remark = "Half a sentence";
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
        CHECK(after.state.review.change.remark == (damaged ? "" : "Half a sentence"));
        CHECK(after.state.review.change.version == 1);
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
    world.state.review.change.remark = "Sent.";
    keep_drafts(world.state, world.browser);
    const std::uint32_t visit = world.state.visit;
    world.happens(intent::FollowLink{"/track"});
    world.happens(intent::Replied<SetStatus>{visit, ticket_of("somebody")});
    CHECK(world.browser.notes.empty());
    CHECK(world.state.route.page == Page::track);
}
