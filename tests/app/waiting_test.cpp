#include "frontend-wasm/app/waiting.hpp"

#include "frontend-wasm/app/drafts.hpp"
#include "tests/app/world.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace stu;
using namespace stu::app;

namespace {

const std::string number = make_ticket_number(7);

/// A student who has sent a new ticket without a connection.
World with_waiting_ticket() {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam"});
    world.state.new_ticket.request.subject = "Wi-Fi";
    world.state.new_ticket.request.message = "Gone.";
    world.happens(intent::SubmitTicket{});
    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::unavailable)});
    return world;
}

/// A student who has answered on a ticket without a connection.
World with_waiting_answer() {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/tickets/" + number});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket_of("user-1")});
    world.on<page::Ticket>().answer.request.message = "Here it is.";
    world.happens(intent::SubmitAnswer{});
    world.happens(intent::Replied<AnswerTicket>{world.state.visit, refused(Code::unavailable)});
    return world;
}

World reloaded(World& before) {
    keep_drafts(before.state, before.browser);
    World after;
    after.browser.notes = before.browser.notes;
    after.sign_in(Role::student);
    return after;
}

} // namespace

TEST_CASE("a ticket sent without a connection goes by itself, once, when there is one again") {
    World world = with_waiting_ticket();
    const std::string id = world.state.new_ticket.request.request_id;
    CHECK(world.state.new_ticket.sending.waiting);
    CHECK(world.wants<effect::AwaitConnection>());

    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::ConnectionBack{});
    CHECK(world.calls_of("tickets.create") == 1);
    CHECK(world.state.new_ticket.request.request_id == id);
    world.happens(intent::ConnectionBack{});
    CHECK_MESSAGE(world.calls_of("tickets.create") == 0, "it is on its way");

    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::unavailable)});
    CHECK_MESSAGE(world.state.new_ticket.sending.waiting, "lost again");
    world.happens(intent::ConnectionBack{});
    CHECK(world.calls_of("tickets.create") == 1);

    world.happens(intent::Replied<CreateTicket>{0, ticket_of("user-1")});
    CHECK_FALSE(world.state.new_ticket.touched());
    CHECK_MESSAGE(world.state.route.page == Page::tickets, "nobody is moved away from what they do");
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text).find(number) != std::string::npos);
    CHECK(world.state.toast->link == "/tickets/" + number);
    world.happens(intent::ConnectionBack{});
    CHECK(world.calls_of("tickets.create") == 0);
}

TEST_CASE("a waiting ticket survives a reload with its files and is sent from any page") {
    World before = with_waiting_ticket();
    FileDraft file;
    file.handle = 77;
    file.name = "scan.pdf";
    file.waiting = true;
    before.state.new_ticket.files = {file};
    const std::string id = before.state.new_ticket.request.request_id;

    World after = reloaded(before);
    CHECK(after.state.route.page == Page::home);
    CHECK(after.wants<effect::AwaitConnection>());
    after.happens(intent::ConnectionBack{});
    CHECK_MESSAGE(after.calls_of("tickets.create") == 0, "its file goes first");
    CHECK(after.wants<effect::Upload>());
    after.happens(intent::Uploaded{77, refused(Code::unavailable)});
    after.happens(intent::ConnectionBack{});
    after.happens(intent::Uploaded{77, Attachment{"attachment-1", "scan.pdf", 100}});
    CHECK(after.calls_of("tickets.create") == 1);
    CHECK(after.state.new_ticket.request.request_id == id);
    CHECK(after.state.new_ticket.request.attachments == std::vector<std::string>{"attachment-1"});

    World other;
    other.browser.notes = before.browser.notes;
    other.sign_in(Role::student);
    other.state.session.value->user.id = "user-9";
    other.state.owner = "user-9";
    other.happens(intent::ConnectionBack{});
    World stranger;
    stranger.browser.notes = before.browser.notes;
    stranger.happens(intent::Started{"/"});
    stranger.happens(intent::Replied<CurrentSession>{0, Session{}});
    stranger.happens(intent::ConnectionBack{});
    CHECK_MESSAGE(stranger.calls_of("tickets.create") == 0, "nobody is signed in");
}

TEST_CASE("a file whose bytes are gone says so, and its ticket stops waiting") {
    World before = with_waiting_ticket();
    before.state.new_ticket.files.resize(1);
    before.state.new_ticket.files[0].handle = 77;
    before.state.new_ticket.files[0].waiting = true;
    World after = reloaded(before);
    after.happens(intent::ConnectionBack{});
    after.happens(intent::FileGone{77});
    after.happens(intent::ConnectionBack{});
    CHECK(after.calls_of("tickets.create") == 0);
    CHECK_FALSE(after.state.new_ticket.sending.waiting);
    CHECK_FALSE(after.state.new_ticket.files[0].error.empty());
    CHECK(after.state.toast);
}

TEST_CASE("what the server refuses becomes a draft again, with its reason") {
    World world = with_waiting_ticket();
    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::ConnectionBack{});
    world.happens(intent::Replied<CreateTicket>{0, invalid("subject", as_written("Too rude."))});
    CHECK_FALSE(world.state.new_ticket.sending.waiting);
    CHECK(world.state.new_ticket.request.subject == "Wi-Fi");
    CHECK(message_for(world.state.new_ticket.sending.errors, "subject") == "Too rude.");
    REQUIRE(world.state.toast);
    CHECK_FALSE(world.state.toast->good);
}

TEST_CASE("while a ticket waits, every way to the form leads to it; writing may go on") {
    World world = with_waiting_ticket();
    world.happens(intent::FollowLink{"/new/other"});
    CHECK(world.state.route.id == "eduroam");
    CHECK(world.state.new_ticket.request.service == "eduroam");
    world.happens(intent::TakeBack{FileFor::new_ticket});
    CHECK_FALSE(world.state.new_ticket.sending.waiting);
    CHECK(world.state.new_ticket.request.subject == "Wi-Fi");
    world.happens(intent::ConnectionBack{});
    CHECK(world.calls_of("tickets.create") == 0);
}

TEST_CASE("an answer sent without a connection goes by itself, on its page and away from it") {
    World here = with_waiting_answer();
    CHECK(here.on<page::Ticket>().answer.sending.waiting);
    here.happens(intent::ConnectionBack{});
    CHECK(here.calls_of("tickets.answer") == 1);
    here.happens(intent::Replied<AnswerTicket>{here.state.visit, ticket_of("user-1")});
    CHECK(here.on<page::Ticket>().answer.request.message.empty());

    World away = with_waiting_answer();
    const std::string id = away.on<page::Ticket>().answer.request.request_id;
    away.happens(intent::FollowLink{"/tickets"});
    REQUIRE(away.state.waiting_answers.count(number) == 1);
    World later = reloaded(away);
    REQUIRE(later.state.waiting_answers.count(number) == 1);
    CHECK(later.state.waiting_answers.at(number).request.request_id == id);
    later.happens(intent::ConnectionBack{});
    CHECK(later.calls_of("tickets.answer") == 1);
    later.happens(intent::ConnectionBack{});
    CHECK(later.calls_of("tickets.answer") == 0);
    later.happens(intent::WaitingAnswerSent{number, ticket_of("user-1")});
    CHECK(later.state.waiting_answers.empty());
    keep_drafts(later.state, later.browser);
    CHECK(later.browser.notes.empty());

    away.happens(intent::FollowLink{"/tickets/" + number});
    CHECK(away.state.waiting_answers.empty());
    CHECK_MESSAGE(away.on<page::Ticket>().answer.sending.waiting, "back in the form of its ticket");
    CHECK(away.on<page::Ticket>().answer.request.message == "Here it is.");
}

TEST_CASE("saving a setting meanwhile does not make what waits wait twice") {
    World world = with_waiting_answer();
    FileDraft file;
    file.handle = 77;
    file.waiting = true;
    world.on<page::Ticket>().answer.files = {file};
    keep_drafts(world.state, world.browser);
    world.happens(intent::Replied<SaveProfile>{world.state.visit, Session(*world.state.session.value)});
    CHECK_MESSAGE(world.state.waiting_answers.empty(), "it waits in the form of its ticket");
    world.happens(intent::FollowLink{"/settings"});
    keep_drafts(world.state, world.browser);
    world.happens(intent::Replied<SaveProfile>{world.state.visit, Session(*world.state.session.value)});
    REQUIRE(world.state.waiting_answers.count(number) == 1);
    CHECK(world.state.waiting_answers.at(number).files.size() == 1);
}

TEST_CASE("a lost connection is said once, and a page that failed is loaded again when it is back") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, TicketPage{}});
    const auto announced = [&] { return world.wants<effect::Announce>(); };
    world.happens(intent::FollowLink{"/tickets?older=x"});
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, refused(Code::unavailable)});
    CHECK(announced());
    CHECK(world.wants<effect::AwaitConnection>());
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, refused(Code::unavailable)});
    CHECK_FALSE(announced());
    world.happens(intent::ConnectionBack{});
    CHECK(announced());
    CHECK(world.calls_of("tickets.list") == 1);
    CHECK_FALSE(world.state.connection_lost);
}

TEST_CASE(
    "what waits is not sent in the name of somebody who has signed in since, and waits on for its person") {
    World world = with_waiting_ticket();
    world.happens(intent::ConnectionBack{});
    REQUIRE(world.calls_of("tickets.create") == 1);
    world.happens(intent::Replied<CreateTicket>{world.state.visit, refused(Code::other_person)});
    CHECK(world.calls_of("session.current") == 1); // whose page is it now?
    keep_drafts(world.state, world.browser);
    const User carol{"user-3", "carol@example.edu", "Carol", "BIT-3", Role::student, {}, true};
    world.happens(intent::Replied<CurrentSession>{world.state.visit, Session{carol, 0, {}}});
    CHECK(world.state.owner == "user-3");
    CHECK_FALSE(world.state.new_ticket.sending.waiting);
    CHECK(world.state.new_ticket.request.subject.empty());
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text).find("kept here until Amina Wanjiru signs in again") !=
          std::string::npos);

    World later = reloaded(world);
    CHECK(later.state.new_ticket.sending.waiting);
    CHECK(later.state.new_ticket.request.subject == "Wi-Fi");
}

TEST_CASE("a ticket that was sent by itself leaves the reader where they are") {
    World world = with_waiting_ticket();
    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::ConnectionBack{});
    world.happens(intent::Replied<CreateTicket>{world.state.visit, ticket_of("user-1")});
    CHECK(world.state.route.page == Page::tickets);
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text).find(number) != std::string::npos);
}
