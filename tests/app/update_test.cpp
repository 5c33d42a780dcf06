#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace stu;
using namespace stu::app;

TEST_CASE("a visitor who opens a ticket signs in first and comes back to it") {
    World world;
    world.happens(intent::Started{"/tickets/" + make_ticket_number(7)});
    CHECK(world.calls_of("session.current") == 1);
    world.happens(intent::Replied<CurrentSession>{0, Session{}});
    CHECK(world.state.route.page == Page::sign_in);
    CHECK(world.calls_of("tickets.get") == 0);

    world.state.sign_in()->request = {"a@example.edu", "secret"};
    world.happens(intent::SubmitSignIn{});
    CHECK(world.calls_of("session.sign_in") == 1);
    world.happens(intent::SubmitSignIn{});
    CHECK_MESSAGE(world.calls_of("session.sign_in") == 0, "a second press while the first is on its way");

    Session session;
    session.user = {"user-1", "a@example.edu", "Amina", "", Role::student, {}, true};
    world.happens(intent::Replied<stu::SignIn>{world.state.visit, session});
    CHECK(world.state.route.page == Page::ticket);
    CHECK(world.calls_of("tickets.get") == 1);
    CHECK(world.state.sign_in() == nullptr);
}

TEST_CASE("while an unreachable desk is asked again, the page that says so stays") {
    World world;
    world.happens(intent::Started{"/"});
    world.happens(intent::Replied<CurrentSession>{0, refused(Code::unavailable)});
    CHECK(world.state.connection_lost);
    world.happens(intent::ConnectionBack{});
    CHECK(world.calls_of("session.current") == 1);
    CHECK(world.state.connection_lost);
    world.happens(intent::Replied<CurrentSession>{0, Session{}});
    CHECK_FALSE(world.state.connection_lost);
}

TEST_CASE("after signing in nobody is sent to another site") {
    for (const char* next :
         {"//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"}) {
        CAPTURE(next);
        World world;
        world.sign_in(Role::student);
        world.state.session.value->user = {};
        world.happens(intent::FollowLink{url_of(Route{Page::sign_in, "", {{"next", next}}})});
        Session session;
        session.user = {"user-1", "a@example.edu", "Amina", "", Role::student, {}, true};
        world.happens(intent::Replied<stu::SignIn>{world.state.visit, session});
        std::vector<std::string> led_to;
        for (const Effect& effect : world.effects)
            if (const auto* url = std::get_if<effect::ReplaceUrl>(&effect)) led_to.push_back(url->url);
        CHECK(led_to == std::vector<std::string>{"/"});
    }
}

TEST_CASE("staff starts at what waits for them") {
    World world;
    world.sign_in(Role::staff);
    CHECK(world.state.route.page == Page::work);
    CHECK(world.state.route.id == "my_turn");
    CHECK(world.calls_of("staff.work") == 1);
}

TEST_CASE("somebody who is signed in has no use for the sign-in page") {
    World world;
    world.sign_in(Role::student);
    for (const char* url : {"/sign-in", "/register", "/register-staff", "/check-mail"}) {
        world.happens(intent::FollowLink{url});
        CHECK(world.state.route.page == Page::home);
    }
}

TEST_CASE("a list that could not be renewed stays and says so") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, TicketPage{{}, "", "", 1, 0}});
    world.happens(intent::FollowLink{"/tickets?older=x"});
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, refused(Code::internal)});
    CHECK(world.on<page::Tickets>().loaded.value.has_value());
    REQUIRE(world.state.toast.has_value());
    CHECK_FALSE(world.state.toast->good);
}

TEST_CASE("a reply to a page that was left is dropped") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/tickets"});
    const std::uint32_t visit = world.state.visit;
    world.happens(intent::FollowLink{"/track"});
    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::Replied<ListOwnTickets>{visit, TicketPage{{}, "", "", 99, 0}});
    CHECK_FALSE(world.on<page::Tickets>().loaded.value.has_value());
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, TicketPage{{}, "", "", 1, 0}});
    CHECK(world.on<page::Tickets>().loaded.value->total == 1);
}

TEST_CASE("a ticket is sent once, with the request id of its draft, and only when it is complete") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    NewTicketForm& form = world.state.new_ticket;
    CHECK(form.request.name == "Amina Wanjiru");
    CHECK(is_request_id(form.request.request_id));

    world.happens(intent::SubmitTicket{});
    CHECK(world.calls_of("tickets.create") == 0);
    CHECK_FALSE(message_for(form.sending.errors, "subject").empty());
    CHECK(world.wants<effect::FocusFirstError>());

    form.request.subject = "Wi-Fi";
    form.request.message = "Does not work.";
    const std::string request_id = form.request.request_id;
    world.happens(intent::SubmitTicket{});
    CHECK(world.calls_of("tickets.create") == 1);
    world.happens(intent::SubmitTicket{});
    CHECK(world.calls_of("tickets.create") == 0);

    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::unavailable)});
    CHECK(form.request.subject == "Wi-Fi");
    CHECK(form.request.request_id == request_id);
    CHECK(form.sending.waiting);

    // Sent from another tab with other words: what stands here becomes a ticket of its own.
    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::conflict)});
    CHECK(form.request.subject == "Wi-Fi");
    CHECK(form.request.request_id != request_id);

    world.happens(intent::Replied<CreateTicket>{world.state.visit, ticket_of("user-1")});
    CHECK(world.state.route.page == Page::ticket);
    CHECK(world.state.new_ticket.request.subject.empty());
    CHECK(world.on<page::Ticket>().loaded.value.has_value());
}

TEST_CASE("files: checked before they are sent, waited for, claimed by their ids") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    world.happens(intent::AttachFiles{FileFor::new_ticket,
                                      {{1, "good.pdf", 100, 0, "", {}, false},
                                       {2, "program.pdf", 100, 0, "", {}, false},
                                       {3, "large.pdf", max_pdf_bytes + 1, 0, "", {}, false}},
                                      {"%PDF-1.7", "MZ\x90", "%PDF-1.7"}});
    NewTicketForm& form = world.state.new_ticket;
    CHECK(std::count_if(world.effects.begin(), world.effects.end(),
                        [](const Effect& e) { return std::holds_alternative<effect::Upload>(e); }) == 1);
    CHECK(form.files[0].error.empty());
    CHECK_FALSE(form.files[1].error.empty());
    CHECK_FALSE(form.files[2].error.empty());

    form.request.subject = form.request.message = "x";
    world.happens(intent::SubmitTicket{});
    CHECK(world.calls_of("tickets.create") == 0);
    world.happens(intent::RemoveFile{FileFor::new_ticket, 2});
    world.happens(intent::RemoveFile{FileFor::new_ticket, 1});
    world.happens(intent::SubmitTicket{});
    CHECK_MESSAGE(world.calls_of("tickets.create") == 0, "the first file is still on its way");

    world.happens(intent::Uploaded{1, refused(Code::internal)});
    CHECK(form.files[0].may_retry);
    world.happens(intent::RetryFile{FileFor::new_ticket, 0});
    CHECK(world.wants<effect::Upload>());
    world.happens(intent::Uploaded{1, Attachment{"attachment-1", "good.pdf", 100}});
    world.happens(intent::SubmitTicket{});
    CHECK(world.calls_of("tickets.create") == 1);
    CHECK(form.request.attachments == std::vector<std::string>{"attachment-1"});
}

TEST_CASE("a picture is sent as a PDF with its name and size, or says that it cannot be read") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    FileDraft photo, broken;
    photo.handle = 1;
    photo.name = "photo.jpg";
    photo.bytes = 3 * max_pdf_bytes;
    photo.picture = true;
    broken = photo;
    broken.handle = 2;
    world.happens(intent::AttachFiles{FileFor::new_ticket, {photo, broken}, {"", ""}});
    const std::vector<FileDraft>& files = world.state.new_ticket.files;
    CHECK(std::count_if(world.effects.begin(), world.effects.end(),
                        [](const Effect& e) { return std::holds_alternative<effect::Upload>(e); }) == 2);
    world.happens(intent::Uploaded{1, Attachment{"attachment-1", "photo.pdf", 700'000}});
    CHECK(files[0].name == "photo.pdf");
    CHECK(files[0].bytes == 700'000);

    world.happens(intent::FileGone{2, true});
    CHECK(files[1].error.english.starts_with("This picture cannot be read here"));
    CHECK_FALSE(files[1].may_retry);
    CHECK(world.wants<effect::Announce>());
}

TEST_CASE("refused files take nobody's place; one file too many goes up once there is room") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    intent::AttachFiles chosen{FileFor::new_ticket, {}, {}};
    for (std::uint32_t i = 0; i < max_attachments + 2; ++i) {
        chosen.files.push_back({i + 1, "file-" + std::to_string(i) + ".pdf", 100, 0, "", {}, false});
        chosen.first_bytes.emplace_back(i == 0 ? "MZ" : "%PDF-1.7");
    }
    world.happens(chosen);
    std::vector<FileDraft>& files = world.state.new_ticket.files;
    CHECK(std::count_if(files.begin(), files.end(), [](const FileDraft& file) {
              return file.error.empty();
          }) == static_cast<std::ptrdiff_t>(max_attachments));
    const std::size_t last = max_attachments + 1;
    CHECK(files[last].may_retry);

    world.happens(intent::RetryFile{FileFor::new_ticket, last});
    CHECK_FALSE_MESSAGE(world.wants<effect::Upload>(), "still full");
    world.happens(intent::RemoveFile{FileFor::new_ticket, 1});
    world.happens(intent::RetryFile{FileFor::new_ticket, last - 1});
    CHECK(world.wants<effect::Upload>());
    CHECK(files[last - 1].error.empty());
}

TEST_CASE(
    "a session that ended is renewed in place: the page stays under the question, with what was typed") {
    World world;
    world.sign_in(Role::student);
    const Session before = *world.state.session.value;
    world.happens(intent::FollowLink{"/new/eduroam"});
    world.state.new_ticket.request.subject = "Kept";
    world.on<page::NewTicket>().asking_to_discard = true;
    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::unauthenticated)});
    world.happens(intent::Replied<CurrentSession>{world.state.visit, refused(Code::unauthenticated)});
    CHECK(world.state.sign_in_again);
    CHECK(world.state.route.page == Page::new_ticket);
    CHECK_FALSE_MESSAGE(world.on<page::NewTicket>().asking_to_discard, "one dialog at a time");
    CHECK_MESSAGE(world.state.new_ticket.sending.refusal.empty(), "the dialog says it");
    CHECK(world.state.sign_in()->request.email == before.user.email);

    world.state.sign_in()->request.password = "wrong";
    world.happens(intent::SubmitSignIn{});
    world.happens(intent::Replied<stu::SignIn>{world.state.visit, refused(Code::unauthenticated)});
    CHECK(world.state.sign_in_again);
    CHECK_FALSE(world.state.sign_in()->sending.refusal.empty());

    world.happens(intent::Replied<stu::SignIn>{world.state.visit, before});
    CHECK_FALSE(world.state.sign_in_again);
    CHECK(world.state.route.page == Page::new_ticket);
    CHECK(world.state.new_ticket.request.subject == "Kept");
    world.state.new_ticket.request.message = "Now it goes.";
    world.happens(intent::SubmitTicket{});
    CHECK(world.calls_of("tickets.create") == 1);
}

TEST_CASE("signing in again in another tab, or out for good, ends the question") {
    World world;
    world.sign_in(Role::student);
    const Session before = *world.state.session.value;
    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, refused(Code::unauthenticated)});
    REQUIRE(world.state.sign_in_again);
    world.happens(intent::Replied<CurrentSession>{world.state.visit, before});
    CHECK_FALSE(world.state.sign_in_again);
    CHECK(world.calls_of(ListOwnTickets::name) == 1);

    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, refused(Code::unauthenticated)});
    world.happens(intent::Replied<stu::SignOut>{world.state.visit, refused(Code::unauthenticated)});
    CHECK_FALSE(world.state.sign_in_again);
    CHECK(world.state.user() == nullptr);
    CHECK(world.state.route.page == Page::home);
}

TEST_CASE("another person at the same computer finds nothing of the one whose session ended") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    world.state.new_ticket.request.message = "private";
    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::unauthenticated)});
    REQUIRE(world.state.sign_in_again);
    Session other;
    other.user = {"user-9", "b@example.edu", "Brian Mutiso", "BIT-9", Role::student, {}, true};
    other.catalogue = world.state.catalogue();
    world.happens(intent::Replied<stu::SignIn>{world.state.visit, other});
    CHECK_FALSE(world.state.sign_in_again);
    CHECK(world.state.route.page == Page::home);
    world.happens(intent::FollowLink{"/new/eduroam"});
    CHECK(world.state.new_ticket.request.message.empty());
    CHECK(world.state.new_ticket.request.name == "Brian Mutiso");
}

TEST_CASE("a session asked for before signing out, or changed in another tab, is not laid over this page") {
    World world;
    world.sign_in(Role::student);
    const Session before = *world.state.session.value;
    Session nobody;
    nobody.catalogue = before.catalogue;
    world.happens(intent::Replied<CurrentSession>{world.state.visit, nobody});
    CHECK(world.state.sign_in_again);
    const std::uint32_t asked_on = world.state.visit;
    world.happens(intent::Replied<stu::SignOut>{world.state.visit, Empty{}});
    CHECK(world.state.user() == nullptr);
    world.happens(intent::Replied<CurrentSession>{asked_on, before});
    CHECK(world.state.user() == nullptr);
}

TEST_CASE("\"no change\" stays no change when a colleague was faster") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    TicketView first = ticket_of("somebody");
    first.ticket.status = Status::under_consideration;
    world.happens(intent::Replied<GetTicket>{world.state.visit, first});
    world.on<page::Ticket>().review.request.remark = "Just a remark.";
    world.happens(intent::Replied<RespondToTicket>{world.state.visit, refused(Code::conflict)});
    TicketView newer = first;
    newer.ticket.version = 2;
    newer.ticket.status = Status::awaiting_confirmation;
    world.happens(intent::Replied<GetTicket>{world.state.visit, newer});
    CHECK(world.on<page::Ticket>().review.request.to == Status::awaiting_confirmation);
    CHECK(world.on<page::Ticket>().review.request.remark == "Just a remark.");
}

TEST_CASE("a ticket that arrives after its page was left is not taken for the one being tracked") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    const std::uint32_t visit = world.state.visit;
    world.happens(intent::FollowLink{"/track"});
    world.happens(intent::Replied<GetTicket>{visit, ticket_of("user-1")});
    CHECK(world.state.route.page == Page::track);
}

TEST_CASE("signing out leaves nothing of the person behind") {
    World world;
    world.sign_in(Role::student);
    world.state.new_ticket.request.message = "private";
    world.happens(intent::FollowLink{"/tickets"});
    world.on<page::Tickets>().loaded.value = TicketPage{{}, "", "", 3, 1};
    world.happens(intent::Replied<stu::SignOut>{world.state.visit, Empty{}});
    CHECK(world.state.user() == nullptr);
    CHECK(world.state.new_ticket.request.message.empty());
    CHECK(world.state.on<page::Tickets>() == nullptr);
    CHECK_FALSE(world.state.catalogue().departments.empty());
    CHECK(world.state.route.page == Page::home);
}

TEST_CASE("a conflict fetches the other's words and keeps mine") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket_of("somebody")});
    page::Ticket::ReviewForm& form = world.on<page::Ticket>().review;
    CHECK(form.request.version == 1);
    form.request.remark = "Mine.";
    world.happens(intent::SubmitStatus{});
    CHECK(world.calls_of("tickets.respond") == 1);
    world.happens(intent::Replied<RespondToTicket>{world.state.visit, refused(Code::conflict)});
    CHECK(world.calls_of("tickets.get") == 1);
    TicketView newer = ticket_of("somebody");
    newer.ticket.version = 2;
    world.happens(intent::Replied<GetTicket>{world.state.visit, newer});
    CHECK(form.request.remark == "Mine.");
    CHECK(form.request.version == 2);
}

TEST_CASE("the shared rule speaks before the server is asked") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket_of("somebody")});
    world.on<page::Ticket>().review.request.to = Status::rejected;
    world.happens(intent::SubmitStatus{});
    CHECK(world.calls_of("tickets.respond") == 0);
    CHECK_FALSE(message_for(world.on<page::Ticket>().review.sending.errors, "remark").empty());
}

TEST_CASE("a reply that is no message counts as a lost connection") {
    const std::string garbage = "<html>502 Bad Gateway</html>";
    CHECK(decode_reply<Session>({502, garbage}).error().code == Code::unavailable);
    CHECK(decode_reply<Session>({200, garbage}).error().code == Code::unavailable);
    CHECK(decode_reply<Session>({0, ""}).error().code == Code::unavailable);
    CHECK(decode_reply<Session>({409, wire::to_binary(refused(Code::conflict))}).error().code ==
          Code::conflict);
}
