// Tickets that repeat others: what they may repeat, and what becomes of them when the other one ends.

#include "backend/store/people/account_state.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

struct DeskWithDuplicates : Desk {
    ApiClient carol{server, server.sign_in(server.add_user("carol@students.example.edu", "Carol Njeri"))};
    std::string hers = file_ticket().ticket.number;
    std::string his = brian.call(CreateTicket{}, good_draft('b'))->ticket.number;
    std::string third = carol.call(CreateTicket{}, good_draft('c'))->ticket.number;

    Answered<TicketView> repeats(const std::string& number, const std::string& original) {
        const Ticket now = david.call(GetTicket{}, {number})->ticket;
        return david.call(SetStatus{}, {number, now.version, Status::duplicate, "", original});
    }
    Ticket ticket(const std::string& number) { return david.call(GetTicket{}, {number})->ticket; }
    std::string refusal(const std::string& number, const std::string& original) {
        const auto answered = repeats(number, original);
        CHECK(answered.status() == 422);
        return english(message_for(answered.error.details, "duplicate_of"));
    }
};

TEST_CASE_FIXTURE(DeskWithDuplicates,
                  "a duplicate of a duplicate names the original instead, so no circle can form") {
    REQUIRE(repeats(his, hers).status() == 200);
    CHECK(refusal(hers, his) == "Ticket " + his + " repeats " + hers + ". Give that number instead.");
    CHECK(refusal(third, his) == "Ticket " + his + " repeats " + hers + ". Give that number instead.");
    CHECK(ticket(hers).status == Status::pending);
}

TEST_CASE_FIXTURE(DeskWithDuplicates,
                  "nobody works on what was withdrawn or rejected, so nothing repeats it") {
    REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, 'd'), hers, 1}).status() == 200);
    CHECK(refusal(his, hers).find("has been withdrawn") != std::string::npos);
    REQUIRE(david.call(SetStatus{}, {third, 1, Status::rejected, "Not for us.", ""}).status() == 200);
    CHECK(refusal(his, third).find("was rejected") != std::string::npos);
}

TEST_CASE_FIXTURE(DeskWithDuplicates,
                  "when the original ends unsolved its duplicates come back and their students are told") {
    REQUIRE(repeats(his, hers).status() == 200);
    SUBCASE("withdrawn") {
        REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, 'd'), hers, 1}).status() == 200);
    }
    SUBCASE("rejected") {
        REQUIRE(david.call(SetStatus{}, {hers, 1, Status::rejected, "Not for us.", ""}).status() == 200);
    }
    SUBCASE("its student leaves") { REQUIRE(amina.call(DeleteAccount{}, {password}).status() == 200); }
    const TicketView back = *brian.call(GetTicket{}, {his});
    CHECK(back.ticket.status == Status::under_consideration);
    CHECK(back.ticket.duplicate_of.empty());
    CHECK(back.ticket.closed_ms == 0);
    CHECK(back.events.back().author_id.empty());
    CHECK(back.events.back().author_name == "IT"); // nobody's name
    CHECK(server.last_subject("brian@students.example.edu").find(his) != std::string::npos);
    CHECK(
        david.call(DepartmentQueue{}, {"it", {Status::under_consideration}, {}, {}, {}})->page.rows.size() ==
        1);
}

TEST_CASE_FIXTURE(DeskWithDuplicates, "duplicates follow their original into the ticket that it repeats") {
    REQUIRE(repeats(his, hers).status() == 200);
    REQUIRE(repeats(hers, third).status() == 200);
    CHECK(ticket(his).duplicate_of == third);
    CHECK(ticket(his).status == Status::duplicate);
    REQUIRE(carol.call(WithdrawTicket{}, {std::string(32, 'd'), third, 1}).status() == 200);
    CHECK(ticket(his).status == Status::under_consideration);
    CHECK(ticket(hers).status == Status::under_consideration);
}

TEST_CASE("an answer is told to the last of staff who still works there, else to the department") {
    Desk desk;
    const User ruth = desk.server.add_user("ruth@staff.example.edu", "Ruth Achieng", "it");
    const ApiClient colleague(desk.server, desk.server.sign_in(ruth));
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(colleague.call(SetStatus{}, {number, 1, Status::under_consideration, "I look.", ""}).status() ==
            200);
    REQUIRE(desk.david.call(SetStatus{}, {number, 2, Status::awaiting_confirmation, "Which room?", ""})
                .status() == 200);
    const auto deactivate = [&](const char* address) {
        store::Transaction transaction = desk.server.store().write();
        store::deactivate_account(transaction, address, desk.server.clock().now_ms());
        transaction.commit();
    };
    deactivate("david@staff.example.edu");
    REQUIRE(desk.amina.call(AnswerTicket{}, {std::string(32, 'a'), number, "B 12.", {}}).status() == 200);
    CHECK(desk.server.last_subject("ruth@staff.example.edu").find(number) != std::string::npos);
    CHECK(desk.server.last_subject("david@staff.example.edu").empty());

    desk.server.add_user("new@staff.example.edu", "Grace Atieno", "it");
    deactivate("ruth@staff.example.edu");
    REQUIRE(desk.amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "Or B 13.", {}}).status() == 200);
    CHECK(desk.server.last_subject("new@staff.example.edu").find(number) != std::string::npos);
    CHECK(desk.server.last_subject("peter@staff.example.edu").empty());
}

} // namespace
} // namespace stu::test
