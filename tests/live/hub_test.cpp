// The hub by itself, with times of the test's.

#include "backend/live/hub.hpp"
#include "backend/security/tokens.hpp"
#include "tests/live/event_stream.hpp"
#include "tests/support/mailbox.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::test {
namespace {

using namespace std::chrono_literals;

store::TicketChanged change(const std::string& number, std::int64_t version, const std::string& department) {
    return {.ticket_id = {},
            .number = number,
            .version = version,
            .owner_id = "somebody",
            .department = department};
}

struct HubAlone {
    explicit HubAlone(const live::Times& times)
        : hub(
              server.services(),
              [this](std::vector<live::Delivery> deliveries) {
                  for (live::Delivery& each : deliveries) box.put(std::move(each));
              },
              times) {}

    void listen(std::uint64_t connection) { listen(connection, david, token); }
    void listen(std::uint64_t connection, const User& person, std::string_view session_token) {
        hub.listen({.connection = connection,
                    .session_hash = security::token_hash(session_token),
                    .actor = actor_for(person),
                    .department = {},
                    .since = {}});
    }
    /// The next event that is delivered, with its connection; fails the test when none comes.
    StreamEvent next(std::uint64_t connection) {
        const auto delivery = box.take();
        REQUIRE(delivery);
        CHECK(delivery->connection == connection);
        return event_in(delivery->bytes);
    }

    RunningServer server;
    User david = server.add_user("david@staff.example.edu", "David Otieno", "it");
    std::string token = server.sign_in(david);
    Mailbox<live::Delivery> box;
    live::Hub hub;
};

TEST_CASE("what changes at once is told at once, each ticket with its last version") {
    HubAlone alone({.gather = 1ms, .check = 1h, .alive = 1h});
    alone.listen(7);
    CHECK(alone.next(7).name == stream_event::alive);
    store::Changes changes;
    changes.tickets = {change("A", 1, "it"), change("B", 4, "it"), change("C", 9, "finance"),
                       change("A", 2, "it")};
    alone.hub.changed(changes);
    const StreamEvent event = alone.next(7);
    CHECK(event.name == stream_event::changes);
    const News news = event.news();
    REQUIRE(news.tickets.size() == 2);
    CHECK(news.tickets[0].number == "A");
    CHECK(news.tickets[0].version == 2);
    CHECK(news.tickets[1].number == "B");
    CHECK(alone.hub.position(alone.david.id) == event.id);
}

TEST_CASE("of what only staff sees its student hears nothing") {
    HubAlone alone({.gather = 1ms, .check = 1h, .alive = 1h});
    const User amina = alone.server.add_user("amina@students.example.edu", "Amina Wanjiru");
    store::TicketChanged internal = change("A", 3, "it"), open = change("B", 1, "it");
    internal.owner_id = open.owner_id = amina.id;
    internal.internal = true;
    store::Changes both;
    both.tickets = {internal, open};
    alone.listen(7, amina, alone.server.sign_in(amina));
    CHECK(alone.next(7).name == stream_event::alive);
    alone.hub.changed(both);
    const News hers = alone.next(7).news();
    REQUIRE(hers.tickets.size() == 1);
    CHECK(hers.tickets.front().number == "B");
    alone.hub.leave(7);

    alone.listen(8);
    CHECK(alone.next(8).name == stream_event::alive);
    alone.hub.changed(both);
    CHECK(alone.next(8).news().tickets.size() == 2);
}

TEST_CASE("a stream in which nothing happens shows life, also that of who has heard nothing") {
    HubAlone alone({.gather = 1ms, .check = 5ms, .alive = 10ms});
    alone.listen(7);
    const std::string first = alone.next(7).id;
    for (int times = 0; times < 3; ++times) {
        const StreamEvent event = alone.next(7);
        CHECK(event.name == stream_event::alive);
        CHECK(event.id == first);
    }
    store::Changes elsewhere;
    elsewhere.tickets = {change("C", 9, "finance")};
    alone.hub.changed(elsewhere);
    StreamEvent event;
    do { event = alone.next(7); } while (event.id == first);
    CHECK(event.name == stream_event::alive); // so a later break does not go back beyond what is kept
    CHECK(event.id == alone.hub.position(alone.david.id));
}

TEST_CASE("who has gone is told nothing more, and after the end nobody is") {
    HubAlone alone({.gather = 1ms, .check = 1h, .alive = 1h});
    alone.listen(7);
    alone.listen(8);
    alone.next(7);
    alone.next(8);
    alone.hub.leave(7);
    store::Changes changes;
    changes.tickets = {change("A", 1, "it")};
    alone.hub.changed(changes);
    CHECK(alone.next(8).name == stream_event::changes);
    alone.hub.stop();
    alone.hub.changed(changes);
    alone.listen(9);
    CHECK_FALSE(alone.box.take(0ms));
}

} // namespace
} // namespace stu::test
