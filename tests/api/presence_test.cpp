// Who of staff is on a ticket: seen by colleagues at once, forgotten by itself, never by students.

#include "backend/app/presence.hpp"
#include "tests/api/desk.hpp"
#include "tests/live/event_stream.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::test {
namespace {

using Others = std::vector<PresentColleague>;

std::string page_id(char digit) { return std::string(32, digit); }

struct DeskOfTwo : Desk {
    ApiClient ruth{server, server.sign_in(server.add_user("ruth@staff.example.edu", "Ruth Kamau", "it"))};
    std::string number = file_ticket().ticket.number;

    Others tell(const ApiClient& who, Doing doing, char page = 'a', Form form = Form::binary) {
        const auto told = who.call(PresentOnTicket{}, {number, page_id(page), doing}, form);
        REQUIRE(told.status() == 200);
        return told->others;
    }
};

TEST_CASE("colleagues see who reads and who replies, and nobody sees themselves") {
    for (const Form form : both_forms) {
        DeskOfTwo desk;
        CHECK(desk.tell(desk.david, Doing::reading, 'a', form).empty());
        CHECK(desk.tell(desk.ruth, Doing::reading, 'b', form) ==
              Others{{desk.david.person(), "David Otieno", Doing::reading}});
        CHECK(desk.tell(desk.david, Doing::replying, 'a', form) ==
              Others{{desk.ruth.person(), "Ruth Kamau", Doing::reading}});
        CHECK(desk.tell(desk.ruth, Doing::reading, 'b', form).front().doing == Doing::replying);
        // A second page of David's, on which he only reads.
        CHECK(desk.tell(desk.david, Doing::reading, 'c', form).size() == 1);
        CHECK(desk.tell(desk.ruth, Doing::reading, 'b', form).front().doing == Doing::replying);
        desk.tell(desk.david, Doing::away, 'a', form);
        CHECK(desk.tell(desk.ruth, Doing::reading, 'b', form).front().doing == Doing::reading);
        desk.tell(desk.david, Doing::away, 'c', form);
        CHECK(desk.tell(desk.ruth, Doing::reading, 'b', form).empty());
    }
}

TEST_CASE("whoever says nothing for 45 seconds has gone") {
    DeskOfTwo desk;
    desk.tell(desk.david, Doing::replying);
    desk.server.clock().advance(presence_renewed_ms);
    desk.tell(desk.david, Doing::replying);
    desk.server.clock().advance(presence_kept_ms - 5'000);
    CHECK(desk.tell(desk.ruth, Doing::reading).size() == 1);
    desk.server.clock().advance(5'000);
    CHECK(desk.tell(desk.ruth, Doing::reading).empty());
}

TEST_CASE("colleagues hear of it on their stream, once, and neither students nor other departments do") {
    DeskOfTwo desk;
    EventStream amina(desk.server, desk.amina), ruth(desk.server, desk.ruth), peter(desk.server, desk.peter);
    for (EventStream* stream : {&amina, &ruth, &peter}) stream->greeting();
    desk.tell(desk.david, Doing::reading);
    const News heard = ruth.next().news();
    REQUIRE(heard.tickets.size() == 1);
    CHECK(heard.tickets.front().number == desk.number);
    CHECK(heard.tickets.front().present);
    CHECK(heard.tickets.front().version == 0);
    CHECK_FALSE(heard.tickets.front().internal);
    desk.server.clock().advance(presence_renewed_ms);
    desk.tell(desk.david, Doing::reading); // nothing new in that
    // The next that anybody hears is what happens next.
    REQUIRE(desk.amina.call(AnswerTicket{}, {page_id('d'), desk.number, "More.", {}}).status() == 200);
    for (EventStream* stream : {&amina, &ruth}) {
        const News news = stream->next().news();
        REQUIRE(news.tickets.size() == 1);
        CHECK(news.tickets.front().version == 2);
        CHECK_FALSE(news.tickets.front().present);
    }
}

TEST_CASE("what is no page is refused, and a foreign ticket is none") {
    DeskOfTwo desk;
    for (const Form form : both_forms) {
        CHECK(desk.david.call(PresentOnTicket{}, {desk.number, "page", Doing::reading}, form).status() ==
              422);
        CHECK(desk.david.call(PresentOnTicket{}, {"7QHD", page_id('a'), Doing::reading}, form).status() ==
              422);
        CHECK(
            desk.peter.call(PresentOnTicket{}, {desk.number, page_id('a'), Doing::reading}, form).status() ==
            404);
        CHECK(
            desk.amina.call(PresentOnTicket{}, {desk.number, page_id('a'), Doing::reading}, form).status() ==
            403);
    }
    CHECK(desk.tell(desk.ruth, Doing::reading).empty());
}

TEST_CASE("somebody with ever new pages takes no more room than their newest") {
    app::Presence presence;
    store::PresenceTold told{"ticket", "number", "it", "user", "page", "Name", Doing::reading};
    for (int i = 0; i < 1'000; ++i) {
        told.ticket_id = "ticket " + std::to_string(i);
        presence.note(told, 1);
    }
    int seen = 0;
    for (int i = 0; i < 1'000; ++i)
        seen += static_cast<int>(presence.others("ticket " + std::to_string(i), "", 2).size());
    CHECK(seen == static_cast<int>(app::Presence::most_pages));
}

} // namespace
} // namespace stu::test
