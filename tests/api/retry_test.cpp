// A retry or a double click happens once.

#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <thread>

namespace stu::test {
namespace {

TEST_CASE("eight clicks at once file one ticket") {
    Desk desk;
    const auto file = desk.amina.upload("a.pdf", pdf_of(1'000));
    NewTicket draft = good_draft();
    draft.attachments = {file->id};
    std::vector<std::string> numbers(8);
    std::vector<std::thread> clicks;
    for (std::string& number : numbers)
        clicks.emplace_back([&] {
            const auto filed = desk.amina.call(CreateTicket{}, draft);
            if (filed.message) number = filed->ticket.number;
        });
    for (std::thread& click : clicks) click.join();
    CHECK(std::set<std::string>(numbers.begin(), numbers.end()).size() == 1);
    CHECK_FALSE(numbers.front().empty());
    CHECK(desk.server.rows("ticket") == 1);
    CHECK(desk.server.rows("ticket_event") == 1);
    CHECK(desk.server.rows("outbox") == 1);
}

TEST_CASE("other words under the same id, as from a second tab, are not taken for filed") {
    Desk desk;
    const Ticket filed = desk.file_ticket().ticket;
    NewTicket other = good_draft();
    other.message = "Something else entirely.";
    const auto refused = desk.amina.call(CreateTicket{}, other);
    CHECK(refused.status() == 409);
    CHECK(english(refused.error.message).find(filed.number) != std::string::npos);
    CHECK(desk.amina.call(CreateTicket{}, good_draft())->ticket.number == filed.number);
    // After an edit the words differ without a second tab.
    desk.amina.call(EditTicket{}, {std::string(32, 'e'), filed.number, 1, "New", "Words."});
    CHECK(desk.amina.call(CreateTicket{}, good_draft())->ticket.number == filed.number);
    CHECK(desk.server.rows("ticket") == 1);
}

TEST_CASE("the same id of two students is two tickets") {
    Desk desk;
    const auto hers = desk.amina.call(CreateTicket{}, good_draft());
    const auto his = desk.brian.call(CreateTicket{}, good_draft());
    REQUIRE(hers.status() == 200);
    REQUIRE(his.status() == 200);
    CHECK(hers->ticket.number != his->ticket.number);
}

TEST_CASE("an answer sent twice is one answer") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(
        desk.david.call(SetStatus{}, {number, 1, Status::awaiting_confirmation, "Which one?", {}}).status() ==
        200);
    const Answer answer{std::string(32, 'c'), number, "This one.", {}};
    REQUIRE(desk.amina.call(AnswerTicket{}, answer).status() == 200);
    const auto again = desk.amina.call(AnswerTicket{}, answer);
    REQUIRE(again.status() == 200);
    CHECK(again->events.size() == 3);
    CHECK(desk.server.rows("outbox") == 3); // received, question, answer
}

TEST_CASE("of eight changes to the same version one counts, the others are told") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    std::vector<int> statuses(8);
    std::vector<std::thread> clicks;
    for (int& status : statuses)
        clicks.emplace_back([&] {
            status = desk.david.call(SetStatus{}, {number, 1, Status::under_consideration, "", {}}).status();
        });
    for (std::thread& click : clicks) click.join();
    CHECK(std::count(statuses.begin(), statuses.end(), 200) == 1);
    CHECK(std::count(statuses.begin(), statuses.end(), 409) == 7);
    CHECK(desk.server.rows("ticket_event") == 2);
}

TEST_CASE("a status that is set again after a lost answer is set once, with one mail") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    const std::int64_t mails = desk.server.rows("outbox");
    const StatusChange change{number,        1,  Status::awaiting_confirmation,
                              "Which room?", "", std::string(32, 'f')};
    for (const Form form : both_forms) {
        const auto answered = desk.david.call(SetStatus{}, change, form);
        REQUIRE(answered.status() == 200);
        CHECK(answered->ticket.version == 2);
        CHECK(answered->events.size() == 2);
    }
    CHECK(desk.server.rows("outbox") == mails + 1);
    StatusChange other = change;
    other.remark = "Which building?";
    CHECK(desk.david.call(SetStatus{}, other).status() == 409);
    other.request_id = "x";
    CHECK(desk.david.call(SetStatus{}, other).status() == 422);
}

TEST_CASE("other words under the id of an answer that went through do not seem to have been sent") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    const Answer answer{std::string(32, 'f'), number, "Room 12.", {}};
    REQUIRE(desk.amina.call(AnswerTicket{}, answer).status() == 200);
    Answer other = answer;
    other.message = "Room 13, sorry.";
    CHECK(desk.amina.call(AnswerTicket{}, other).error.code == Code::conflict);
    CHECK(desk.amina.call(AnswerTicket{}, answer)->events.size() == 2);
}

} // namespace
} // namespace stu::test
