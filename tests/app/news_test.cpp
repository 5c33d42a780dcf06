// What others change while somebody looks at a page.

#include "common/response.hpp"
#include "frontend-wasm/app/news.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::app;

namespace {

News news_of(const std::string& number, std::int64_t version, std::int64_t open = 1) {
    return {{{number, "it", version}}, open};
}

TicketRow row_of(std::uint64_t number, std::int64_t updated_ms = 1) {
    TicketRow row;
    row.number = make_ticket_number(number);
    row.updated_ms = updated_ms;
    return row;
}

QueuePage queue_of(std::vector<TicketRow> rows, std::int64_t pending = 0) {
    return {{std::move(rows), "", "", 0, 0}, {{Status::pending, pending}}};
}

TicketView with_answers(int count, const std::string& author = "user-2") {
    TicketView view = ticket_of("user-1");
    view.ticket.version = 1;
    for (int i = 0; i < count; ++i) {
        TicketEvent event;
        event.sequence = ++view.ticket.version;
        event.kind = EventKind::answered;
        event.text = "More.";
        event.author_id = author;
        view.events.push_back(event);
    }
    return view;
}

void look_at_ticket(World& world, Role role) {
    world.sign_in(role);
    world.happens(intent::FollowLink{"/tickets/" + make_ticket_number(7)});
    world.happens(intent::Replied<GetTicket>{world.state.visit, with_answers(0)});
}

const effect::Call* call_in(const World& world) {
    for (const Effect& effect : world.effects)
        if (const auto* call = std::get_if<effect::Call>(&effect)) return call;
    return nullptr;
}

/// The answer to what nobody asked for.
template <class E> void comes(World& world, Result<typename E::Response> result) {
    world.happens(intent::Replied<E>{world.state.visit, std::move(result), true});
}

std::int64_t waiting_in(const World& world) {
    for (const Effect& effect : world.effects)
        if (const auto* waiting = std::get_if<effect::SetWaiting>(&effect)) return waiting->count;
    return -1;
}

TEST_CASE("what was done here stands before what others did as long as it can be taken back, and no longer") {
    World world;
    look_at_ticket(world, Role::staff);
    CHECK(own_message_until_ms(world.state) == 0);
    const auto said = [&](Toast toast) {
        world.state.toast = std::move(toast);
        world.happens(intent::Refresh{true});
        CHECK(world.state.toast->since_ms == world.browser.now);
        return own_message_until_ms(world.state);
    };
    CHECK(said({as_written("Saved.")}) == 0);
    CHECK(said({as_written("It failed."), false, "/tickets"}) == 0);
    CHECK(said({as_written("It goes on there."), true, "/tickets"}) == world.browser.now + usual_undo_ms);
    Toast merged{as_written("Merged.")};
    merged.unmerge = make_ticket_number(8);
    CHECK(said(merged) == world.browser.now + usual_undo_ms);
    const std::int64_t until = own_message_until_ms(world.state);
    world.browser.now += 5'000;
    world.happens(intent::Refresh{true});
    CHECK(own_message_until_ms(world.state) == until);
}

} // namespace

TEST_CASE("answers of others wait behind a button, and come when it is pressed") {
    World world;
    look_at_ticket(world, Role::staff);
    world.on<page::Ticket>().review.request.remark = "Half a thought";
    world.happens(intent::OthersChanged{news_of(make_ticket_number(7), 3)});
    REQUIRE(world.calls_of("tickets.get") == 1);
    CHECK(call_in(world)->unasked);
    CHECK(world.calls_of("session.current") == 0);

    comes<GetTicket>(world, with_answers(2));
    CHECK(world.on<page::Ticket>().loaded.value->events.size() == 1); // nothing has moved
    CHECK(world.on<page::Ticket>().review.request.remark == "Half a thought");
    CHECK(world.on<page::Ticket>().review.request.version == 1);
    CHECK_FALSE(world.state.toast);
    CHECK(news_text(world.state) == "2 new answers");
    CHECK(waiting_in(world) == 2);
    CHECK(world.wants<effect::Announce>());

    world.happens(intent::OthersChanged{news_of(make_ticket_number(7), 3)});
    CHECK(world.effects.empty()); // known, if not shown
    world.happens(intent::ShowNews{});
    CHECK(world.on<page::Ticket>().loaded.value->events.size() == 3);
    CHECK(world.on<page::Ticket>().review.request.version == 3);
    CHECK(world.on<page::Ticket>().review.request.remark == "Half a thought");
    CHECK(news_text(world.state).empty());
    CHECK(waiting_in(world) == 0);
}

TEST_CASE("what a colleague notes is called a note, and no answer") {
    World world;
    look_at_ticket(world, Role::staff);
    TicketView fresh = with_answers(0);
    TicketEvent note;
    note.sequence = -1;
    note.kind = EventKind::noted;
    note.author_id = "user-8";
    note.text = "He called.";
    fresh.events.push_back(note);
    world.happens(intent::Refresh{true});
    comes<GetTicket>(world, fresh);
    CHECK(news_text(world.state) == "1 new note");
    CHECK(waiting_in(world) == 1);
    world.happens(intent::ShowNews{});

    TicketView both = with_answers(1);
    note.sequence = -2;
    both.events.push_back(fresh.events.back());
    both.events.push_back(note);
    world.happens(intent::Refresh{true});
    comes<GetTicket>(world, both);
    CHECK(news_text(world.state) == "2 new entries");
}

TEST_CASE("answers that could not be fetched wait behind the button once the connection is back") {
    World world;
    look_at_ticket(world, Role::student);
    world.happens(intent::OthersChanged{news_of(make_ticket_number(7), 2)});
    comes<GetTicket>(world, refused(Code::unavailable));
    CHECK(world.wants<effect::AwaitConnection>());
    CHECK_FALSE(world.state.connection_lost);
    world.happens(intent::ConnectionBack{});
    REQUIRE(world.calls_of("tickets.get") == 1);
    CHECK(call_in(world)->unasked);
    comes<GetTicket>(world, with_answers(1));
    CHECK(world.on<page::Ticket>().loaded.value->events.size() == 1); // nothing has moved
    CHECK(news_text(world.state) == "1 new answer");
}

TEST_CASE("what was done in this page is no news") {
    World world;
    look_at_ticket(world, Role::student);
    world.on<page::Ticket>().answer.request.message = "More.";
    world.happens(intent::SubmitAnswer{});
    world.happens(intent::OthersChanged{news_of(make_ticket_number(7), 2)});
    CHECK(world.effects.empty()); // it is on its way
    world.happens(intent::Replied<AnswerTicket>{world.state.visit, with_answers(1, "user-1")});
    world.happens(intent::OthersChanged{news_of(make_ticket_number(7), 2)});
    CHECK(world.effects.empty());
    CHECK(news_text(world.state).empty());
}

TEST_CASE("a change without a new entry shows at once, another one in other words") {
    World world;
    look_at_ticket(world, Role::student);
    TicketView same = with_answers(0);
    same.undelivered = {1};
    world.happens(intent::Refresh{true});
    comes<GetTicket>(world, same);
    CHECK(world.on<page::Ticket>().loaded.value->undelivered.size() == 1);
    TicketView moved = with_answers(1);
    moved.events.back().text.clear();
    moved.events.back().kind = EventKind::status_changed;
    world.happens(intent::OthersChanged{news_of(make_ticket_number(7), 2)});
    comes<GetTicket>(world, moved);
    CHECK(news_text(world.state) == "This ticket has changed");
    CHECK(waiting_in(world) == 1);
    world.happens(intent::FollowLink{"/tickets"});
    CHECK(news_text(world.state).empty());
    CHECK(waiting_in(world) == 0);
}

TEST_CASE("the queue's counts and rows change in their places, and rows that would move wait") {
    World world;
    world.open_queue();
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, queue_of({row_of(2), row_of(1)}, 2)});
    world.happens(intent::OthersChanged{news_of(make_ticket_number(1), 2, 5)});
    CHECK(world.state.session.value->open_tickets == 5);
    CHECK(world.calls_of("queue.list") == 1);
    comes<DepartmentQueue>(world, queue_of({row_of(2), row_of(1, 9)}, 2));
    CHECK(world.on<page::Queue>().loaded.value->page.rows[1].updated_ms == 9);
    CHECK(news_text(world.state).empty());
    CHECK_FALSE(world.wants<effect::Announce>());

    world.happens(intent::OthersChanged{news_of(make_ticket_number(3), 1, 6)});
    comes<DepartmentQueue>(world, queue_of({row_of(3), row_of(2), row_of(1, 9)}, 3));
    CHECK(world.on<page::Queue>().loaded.value->counts[0].tickets == 3);
    CHECK(world.on<page::Queue>().loaded.value->page.rows.size() == 2);
    CHECK(news_text(world.state) == "1 ticket has changed");
    world.happens(intent::OthersChanged{news_of(make_ticket_number(4), 1, 7)});
    comes<DepartmentQueue>(world, queue_of({row_of(4), row_of(3), row_of(2), row_of(1, 9)}, 4));
    CHECK(news_text(world.state) == "2 tickets have changed");
    CHECK(waiting_in(world) == 2);
    world.happens(intent::ShowNews{});
    CHECK(world.on<page::Queue>().loaded.value->page.rows.size() == 4);

    TicketRow filed = row_of(5, 20);
    filed.created_ms = 20;
    world.happens(intent::OthersChanged{news_of(filed.number, 1, 8)});
    comes<DepartmentQueue>(world, queue_of({filed, row_of(4), row_of(3), row_of(2), row_of(1, 9)}, 5));
    CHECK(news_text(world.state) == "1 new ticket");
    comes<DepartmentQueue>(world, queue_of({filed, row_of(4, 21), row_of(3), row_of(2), row_of(1, 9)}, 5));
    CHECK(news_text(world.state) == "2 tickets have changed");
    world.happens(intent::ShowNews{});

    News elsewhere = news_of(make_ticket_number(9), 1, 8);
    elsewhere.tickets.front().department = "finance";
    world.happens(intent::OthersChanged{elsewhere});
    CHECK(world.effects.empty());
    CHECK(world.state.session.value->open_tickets == 8);
}

TEST_CASE("whoever was away finds everything renewed, and nothing waits") {
    World world;
    world.open_queue();
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, queue_of({row_of(1)})});
    world.happens(intent::Refresh{false}); // at once, though it was asked for a moment ago
    CHECK(world.calls_of("queue.list") == 1);
    CHECK(world.calls_of("session.current") == 1);
    CHECK_FALSE(call_in(world)->unasked); // somebody is here again
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, queue_of({row_of(2), row_of(1)})});
    CHECK(world.on<page::Queue>().loaded.value->page.rows.size() == 2);
    CHECK(news_text(world.state).empty());
}

TEST_CASE("where no stream gets through, what is asked for now and then moves nothing either") {
    World world;
    world.open_queue();
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, queue_of({row_of(1)})});
    world.happens(intent::Refresh{true});
    CHECK(world.calls_of("queue.list") == 1);
    CHECK(world.calls_of("session.current") == 1);
    CHECK(call_in(world)->unasked);
    comes<DepartmentQueue>(world, queue_of({row_of(2), row_of(1)}));
    CHECK(news_text(world.state) == "1 ticket has changed");
    comes<DepartmentQueue>(world, refused(Code::unavailable));
    CHECK_FALSE(world.state.connection_lost);
}

TEST_CASE("what somebody asked for themselves comes at once, whatever changed meanwhile") {
    World world;
    world.open_queue();
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, queue_of({row_of(1)})});
    world.happens(intent::FollowLink{"/queue/it?status=all"});
    world.happens(intent::OthersChanged{news_of(make_ticket_number(3), 1)});
    world.happens(
        intent::Replied<DepartmentQueue>{world.state.visit, queue_of({row_of(3), row_of(2), row_of(1)})});
    CHECK(world.on<page::Queue>().loaded.value->page.rows.size() == 3);
    CHECK(news_text(world.state).empty());
    comes<DepartmentQueue>(world, queue_of({row_of(3), row_of(2), row_of(1)}));
    CHECK(news_text(world.state).empty());
}

TEST_CASE("a student's home and list follow what staff does with their tickets") {
    World world;
    world.sign_in(Role::student);
    Home home;
    home.recent = {row_of(1)};
    world.happens(intent::Replied<StudentHome>{world.state.visit, home});
    world.happens(intent::OthersChanged{news_of(make_ticket_number(1), 2)});
    CHECK(world.calls_of("tickets.home") == 1);
    home.recent = {row_of(1, 9)};
    comes<StudentHome>(world, home);
    CHECK(world.on<page::Home>().loaded.value->recent.front().updated_ms == 9);
    home.waiting = {{row_of(1, 10), "Which bank?", 10}};
    comes<StudentHome>(world, home);
    CHECK(world.on<page::Home>().loaded.value->waiting.empty());
    CHECK(news_text(world.state) == "1 ticket has changed");

    world.happens(intent::FollowLink{"/tickets"});
    world.happens(intent::Replied<ListOwnTickets>{world.state.visit, TicketPage{{row_of(1)}, "", "", 1, 1}});
    world.happens(intent::OthersChanged{news_of(make_ticket_number(1), 3)});
    CHECK(world.calls_of("tickets.list") == 1);
    comes<ListOwnTickets>(world, TicketPage{{}, "", "", 0, 0});
    CHECK(news_text(world.state) == "1 ticket has changed"); // it is gone
    world.happens(intent::ShowNews{});
    CHECK(world.on<page::Tickets>().loaded.value->rows.empty());
}
