// Coming back to a page that has grown old, and words about time.

#include "tests/app/world.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using namespace stu::app;

namespace {

constexpr std::int64_t long_enough_ms = 16'000, a_minute = 60'000, an_hour = 60 * a_minute,
                       a_day = 24 * an_hour;

TicketPage page_of(std::int64_t total) { return {{}, "", "", total, 0}; }

bool says_anything(const World& world) { return world.wants<effect::Announce>() || world.state.toast; }

void open_ticket(World& world, Role role) {
    world.sign_in(role);
    const TicketView ticket = ticket_of("user-1");
    world.happens(intent::FollowLink{"/tickets/" + ticket.ticket.number});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket});
}

TicketView changed_ticket(std::int64_t version) {
    TicketView ticket = ticket_of("user-1");
    ticket.ticket.version = version;
    return ticket;
}

} // namespace

TEST_CASE("a renewal that nobody asked for counts saved views only where there are any") {
    World world;
    world.open_queue();
    CHECK(world.calls_of("views.list") == 1);
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, QueuePage{page_of(3), {}}});
    world.happens(intent::Replied<ListSavedViews>{world.state.visit, SavedViews{}});
    world.happens(intent::Refresh{true});
    CHECK(world.calls_of("queue.list") == 1);
    CHECK(world.calls_of("views.list") == 0);
    world.happens(intent::Replied<ListSavedViews>{world.state.visit, SavedViews{{SavedView{}}}});
    world.happens(intent::Refresh{true});
    CHECK(world.calls_of("views.list") == 1);
}

TEST_CASE("whoever comes back finds the queue and its counts renewed, without a word") {
    World world;
    world.open_queue();
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, QueuePage{page_of(3), {}}});
    world.browser.now += long_enough_ms;
    world.happens(intent::CameBack{});
    CHECK(world.calls_of("queue.list") == 1);
    CHECK(world.calls_of("session.current") == 1);
    CHECK_FALSE(world.wants<effect::FocusHeading>());
    CHECK_FALSE(world.wants<effect::ScrollToTop>());
    CHECK(world.on<page::Queue>().loaded.value); // what was there stays until the new list has come
    world.happens(intent::CameBack{});
    CHECK_MESSAGE(world.effects.empty(), "the tab and its window tell of the same return");
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, QueuePage{page_of(4), {}}});
    CHECK(world.on<page::Queue>().loaded.value->page.total == 4);
    CHECK_FALSE(says_anything(world));
    Session session = *world.state.session.value;
    session.open_tickets = 9;
    world.happens(intent::Replied<CurrentSession>{world.state.visit, session});
    CHECK(world.state.session.value->open_tickets == 9);
    CHECK_FALSE(says_anything(world));
}

TEST_CASE("what was asked for a moment ago is not asked for again") {
    World world;
    world.open_queue();
    world.browser.now += 14'000;
    world.happens(intent::CameBack{});
    CHECK(world.effects.empty());
}

TEST_CASE("a draft of a new ticket stays as it is; only the counts are asked for") {
    World world;
    world.sign_in(Role::student);
    world.happens(intent::FollowLink{"/new/eduroam?from=" + make_ticket_number(7)});
    world.happens(intent::Replied<GetTicket>{world.state.visit, ticket_of("user-1")});
    world.state.new_ticket.request.subject = "In other words";
    world.browser.now += long_enough_ms;
    world.happens(intent::CameBack{});
    CHECK(world.calls_of("session.current") == 1);
    CHECK(world.calls_of("tickets.get") == 0);
    CHECK(world.state.new_ticket.request.subject == "In other words");
}

TEST_CASE("a ticket that changed meanwhile is shown beside what was being written, which is said") {
    World world;
    open_ticket(world, Role::staff);
    world.on<page::Ticket>().review.request.remark = "Half a thought";
    world.browser.now += long_enough_ms;
    world.happens(intent::CameBack{});
    CHECK(world.calls_of("tickets.get") == 1);
    world.happens(intent::Replied<GetTicket>{world.state.visit, changed_ticket(5)});
    CHECK(world.on<page::Ticket>().loaded.value->ticket.version == 5);
    CHECK(world.on<page::Ticket>().review.request.remark == "Half a thought");
    REQUIRE(world.state.toast);
    CHECK(english(world.state.toast->text).find("has changed while you were away") != std::string::npos);

    world.happens(intent::DismissToast{});
    world.browser.now += long_enough_ms;
    world.happens(intent::CameBack{});
    world.happens(intent::Replied<GetTicket>{world.state.visit, changed_ticket(4)}); // overtaken on its way
    CHECK(world.on<page::Ticket>().loaded.value->ticket.version == 5);
    CHECK_FALSE(says_anything(world));
}

TEST_CASE("a renewal that fails is not said, and made up for once the connection is back") {
    for (const Code code : {Code::unavailable, Code::internal, Code::too_many}) {
        World world;
        world.open_queue();
        world.happens(intent::Replied<DepartmentQueue>{world.state.visit, QueuePage{page_of(3), {}}});
        world.browser.now += long_enough_ms;
        world.happens(intent::CameBack{});
        world.happens(intent::Replied<DepartmentQueue>{world.state.visit, refused(code)});
        CHECK(world.wants<effect::AwaitConnection>());
        CHECK_FALSE(says_anything(world));
        world.happens(intent::Replied<CurrentSession>{world.state.visit, refused(code)});
        CHECK_FALSE(says_anything(world));
        CHECK_FALSE(world.state.connection_lost);
        CHECK(world.on<page::Queue>().loaded.value->page.total == 3);
        world.happens(intent::ConnectionBack{});
        CHECK(world.calls_of("queue.list") == 1);
        // What somebody asks for themselves is answered in words.
        world.happens(intent::FollowLink{"/queue/it?status=all"});
        world.happens(intent::Replied<DepartmentQueue>{world.state.visit, refused(code)});
        CHECK(says_anything(world));
    }
}

TEST_CASE("a session that ended meanwhile asks to sign in again") {
    World world;
    world.open_queue();
    world.browser.now += long_enough_ms;
    world.happens(intent::CameBack{});
    world.happens(intent::Replied<DepartmentQueue>{world.state.visit, refused(Code::unauthenticated)});
    CHECK(world.state.sign_in_again);
    world.browser.now += long_enough_ms;
    world.happens(intent::CameBack{});
    CHECK(world.effects.empty());
}

TEST_CASE("words about time change by the minute, then by the hour, then by the day, then never") {
    constexpr std::int64_t today = 100 * a_day, tomorrow = today + a_day, now = today + 12 * an_hour;
    const auto change = [&](std::int64_t at) { return words_change_ms(at, now, today, tomorrow); };
    CHECK(change(now) == now + a_minute);
    CHECK(change(now + 5'000) == now + 5'000 + a_minute); // a clock that is late
    CHECK(change(now - 59'999) == now + 1);
    CHECK(change(now - a_minute) == now + a_minute);
    CHECK(change(now - 90'000) == now + 30'000);
    CHECK(change(now - an_hour + 1) == now + 1);
    CHECK(change(now - an_hour) == now + an_hour);
    CHECK(change(now - 11 * an_hour - 1) == now + an_hour - 1);
    CHECK(change(today - 1) == tomorrow);
    CHECK(change(now - 6 * a_day) == tomorrow);
    CHECK(change(now - 9 * a_day) == 0);
    // Late in the evening "2 h ago" becomes "yesterday" first.
    CHECK(words_change_ms(tomorrow - 2 * an_hour - 1, tomorrow - 1, today, tomorrow) == tomorrow);
}

TEST_CASE("the next change is that of the words that are shown") {
    platform::Scripted browser;
    CHECK(browser.next_change_ms() == 0);
    browser.relative_time(browser.now - 5 * an_hour);
    const std::int64_t hourly = browser.next_change_ms();
    CHECK(hourly > browser.now);
    browser.relative_time(browser.now - 90'000);
    CHECK(browser.next_change_ms() == browser.now + 30'000);
    browser.relative_time(browser.now - 300 * a_day);
    CHECK(browser.next_change_ms() == browser.now + 30'000);
    browser.forget_shown_times();
    CHECK(browser.next_change_ms() == 0);
}
