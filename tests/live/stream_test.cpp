// What others change arrives at whoever may see it, once, also after a break.

#include "tests/live/event_stream.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <thread>
#include <vector>

namespace stu::test {
namespace {

Ticket file(const ApiClient& student, int number,
            const std::string& service = "eduroam-and-network-services") {
    NewTicket draft = good_draft();
    draft.request_id = std::string(30, 'e') + std::to_string(10 + number);
    draft.service = service;
    return student.call(CreateTicket{}, draft)->ticket;
}

std::string after(const StreamEvent& event) { return "Last-Event-ID: " + event.id + "\r\n"; }

TEST_CASE("a ticket's student and its staff hear of it within the moment, nobody else does") {
    Desk desk;
    EventStream amina(desk.server, desk.amina), brian(desk.server, desk.brian),
        david(desk.server, desk.david), peter(desk.server, desk.peter);
    for (EventStream* stream : {&amina, &brian, &david, &peter}) {
        CHECK(stream->head().status == 200);
        CHECK(stream->head().header("content-type") == "text/event-stream");
        CHECK(stream->head().header("x-accel-buffering") == "no");
        CHECK(stream->head().header("cache-control") == "no-store");
        CHECK(stream->greeting().name == stream_event::alive);
    }
    const Ticket at_it = file(desk.amina, 1);
    for (EventStream* stream : {&amina, &david}) {
        const StreamEvent event = stream->next();
        CHECK(event.name == stream_event::changes);
        const News news = event.news();
        REQUIRE(news.tickets.size() == 1);
        const ChangedTicket& told = news.tickets.front();
        CHECK(told.number == at_it.number);
        CHECK(told.version == at_it.version);
        CHECK(told.department == "it");
        CHECK(event.news().open_tickets == 1);
        CHECK(event.data.find(at_it.subject) == event.data.npos);
        CHECK(event.data.find(at_it.message) == event.data.npos);
        CHECK(event.data.find(desk.amina.person()) == event.data.npos);
    }
    // The first that the others hear of is the first that is theirs.
    const Ticket at_finance = file(desk.brian, 2, "student-finance-and-banking");
    for (EventStream* stream : {&brian, &peter}) {
        const StreamEvent event = stream->next();
        REQUIRE(event.news().tickets.size() == 1);
        CHECK(event.news().tickets.front().number == at_finance.number);
        CHECK(event.news().open_tickets == 1);
    }
}

TEST_CASE("a stream that goes on after a break loses and repeats nothing") {
    Desk desk;
    StreamEvent last;
    {
        EventStream david(desk.server, desk.david);
        david.greeting();
        file(desk.amina, 1);
        last = david.next();
    }
    const Ticket second = file(desk.amina, 2), third = file(desk.amina, 3);
    const auto changed = desk.david.call(SetStatus{}, {second.number, 1, Status::completed, "Done.", {}});
    REQUIRE(changed.status() == 200);
    EventStream by_header(desk.server, desk.david, "", after(last)),
        by_address(desk.server, desk.david, "?since=" + last.id);
    StreamEvent missed;
    for (EventStream* david : {&by_header, &by_address}) {
        CHECK(david->greeting().id == last.id);
        missed = david->next();
        const News news = missed.news();
        REQUIRE(news.tickets.size() == 2);
        CHECK(news.tickets[0].number == second.number);
        CHECK(news.tickets[0].version == changed->ticket.version);
        CHECK(news.tickets[1].number == third.number);
        CHECK(news.open_tickets == 2);
    }
    EventStream again(desk.server, desk.david, "?since=" + last.id,
                      after(missed)); // the browser's own goes first
    CHECK(again.greeting().id == missed.id);
    const Ticket fourth = file(desk.amina, 4);
    for (EventStream* david : {&by_header, &by_address, &again}) {
        const News news = david->next().news();
        REQUIRE(news.tickets.size() == 1);
        CHECK(news.tickets.front().number == fourth.number);
    }
}

TEST_CASE("what an answer holds and what the stream tells after its position leave no gap") {
    Desk desk;
    const Ticket before = file(desk.amina, 1);
    const auto session = desk.david.call(CurrentSession{}, {});
    const std::string position = session.reply.header("x-stuticket-position");
    CHECK(session->open_tickets == 1);
    CHECK(desk.visitor.call(CurrentSession{}, {}).reply.header("x-stuticket-position").empty());
    const Ticket meanwhile = file(desk.amina, 2);
    EventStream david(desk.server, desk.david, "?since=" + position);
    CHECK(david.greeting().id == position);
    const News news = david.next().news();
    REQUIRE(news.tickets.size() == 1);
    CHECK(news.tickets.front().number == meanwhile.number);
}

TEST_CASE(
    "an id that is forged, another person's or of another server leads to a full refresh, and to nothing "
    "else") {
    Desk desk, other;
    EventStream brian(desk.server, desk.brian), elsewhere(other.server, other.david);
    const std::string foreign = brian.greeting().id, of_other_run = elsewhere.greeting().id;
    const Ticket missed = file(desk.amina, 1);
    for (const std::string& id : {foreign, of_other_run, std::string("1"), std::string("0-00"),
                                  std::string("18446744073709551616-0")}) {
        CAPTURE(id);
        EventStream david(desk.server, desk.david, "", "Last-Event-ID: " + id + "\r\n");
        const StreamEvent first = david.greeting();
        CHECK(first.name == stream_event::refresh);
        CHECK(first.data == "{}");
        EventStream goes_on(desk.server, desk.david, "", after(first));
        CHECK(goes_on.greeting().name == stream_event::alive);
    }
}

TEST_CASE("a stream of one department tells of that one only") {
    Desk desk;
    User both;
    both.email = "both@staff.example.edu";
    both.name = "Somebody";
    both.role = Role::staff;
    both.departments = {"it", "finance"};
    both.verified = true;
    const ApiClient staff(desk.server, desk.server.sign_in(desk.server.add_user(both)));
    EventStream finance(desk.server, staff, "?department=finance");
    finance.greeting();
    file(desk.amina, 1);
    const Ticket at_finance = file(desk.brian, 2, "student-finance-and-banking");
    CHECK(finance.next().news().tickets.front().number == at_finance.number);
}

TEST_CASE("many who come and go while much is changed hear of everything, in order and once") {
    constexpr int changes = 24;
    Desk desk;
    const std::string start = desk.david.call(CurrentSession{}, {}).reply.header("x-stuticket-position");
    std::atomic<bool> failed{false};
    const auto listen_to_all = [&] {
        std::string known = start;
        std::map<std::string, int> times;
        while (times.size() < changes && !failed) {
            EventStream david(desk.server, desk.david, "", "Last-Event-ID: " + known + "\r\n");
            if (david.greeting().id != known) failed = true;
            const StreamEvent event = david.next(); // one, and away again
            if (event.name != stream_event::changes) failed = true;
            if (failed) return;
            for (const ChangedTicket& ticket : event.news().tickets)
                if (++times[ticket.number] != 1) failed = true;
            known = event.id;
        }
    };
    std::vector<std::thread> listeners;
    for (int i = 0; i < 4; ++i) listeners.emplace_back(listen_to_all);
    for (int i = 0; i < changes; ++i) file(desk.amina, i);
    for (std::thread& listener : listeners) listener.join();
    CHECK_FALSE(failed);
}

} // namespace
} // namespace stu::test
