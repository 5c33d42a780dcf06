// Whose a ticket is hears of it: that it was given to them, and what its student says then.

#include "backend/store/people/account_state.hpp"
#include "tests/api/desk_with_undo.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::test {
namespace {

constexpr const char *to_grace = "grace@staff.example.edu", *to_david = "david@staff.example.edu";

struct AssigneeDesk : DeskWithUndo {
    void assign(const ApiClient& by, const std::string& to, const std::string& seen) const {
        REQUIRE(by.call(AssignTicket{}, {number, to, seen}).status() == 200);
    }
    void answer(char digit, const std::string& words) const {
        REQUIRE(amina.call(AnswerTicket{}, {std::string(32, digit), number, words, {}}).status() == 200);
    }
    /// The first lines of what is due to `recipient` at `in_ms` from now.
    std::vector<std::string> due_to(const std::string& recipient, std::int64_t in_ms) {
        return server.store().read([&](store::Transaction& transaction) {
            std::vector<std::string> lines;
            const auto row = transaction.connection().query(
                "SELECT body FROM outbox WHERE recipient = $1 AND next_attempt_ms <= $2 ORDER BY id",
                {recipient, server.clock().now_ms() + in_ms});
            while (row->next()) lines.push_back(row->text(0).substr(0, row->text(0).find('\n')));
            return lines;
        });
    }
    std::vector<std::string> told(const std::string& recipient) { return due_to(recipient, usual_undo_ms); }
};

TEST_CASE_FIXTURE(AssigneeDesk, "whoever is given a ticket is told once, when it can no longer be undone") {
    server.clock().stand_still(server.clock().now_ms());
    assign(david, grace.person(), "");
    CHECK(due_to(to_grace, usual_undo_ms - 1).empty());
    const auto lines = told(to_grace);
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().starts_with("David Otieno has given you the ticket."));
    assign(david, grace.person(), grace.person()); // nothing changes
    CHECK(told(to_grace).size() == 1);
    CHECK(told(to_david).empty());
}

TEST_CASE_FIXTURE(AssigneeDesk, "nobody is told what they did themselves, or what was undone at once") {
    SUBCASE("taken and given back") {
        assign(grace, grace.person(), "");
        assign(grace, "", grace.person());
    }
    SUBCASE("given and undone") {
        assign(david, grace.person(), "");
        assign(david, "", grace.person());
    }
    CHECK(told(to_grace).empty());
    CHECK(told(to_david).empty());
}

TEST_CASE_FIXTURE(AssigneeDesk, "what was told already stays told") {
    assign(david, grace.person(), "");
    server.clock().advance(usual_undo_ms);
    assign(david, "", grace.person());
    CHECK(told(to_grace).size() == 1);
}

TEST_CASE_FIXTURE(AssigneeDesk, "whoever watches the ticket as well gets one mail") {
    REQUIRE(grace.call(WatchTicket{}, {number, true}).status() == 200);
    assign(david, grace.person(), "");
    CHECK(told(to_grace).size() == 1);
}

TEST_CASE_FIXTURE(AssigneeDesk, "an answer goes to whose ticket it is, not to who answered last") {
    REQUIRE(david.call(SetStatus{}, {number, 1, Status::awaiting_confirmation, "Which room?", {}}).status() ==
            200);
    assign(grace, grace.person(), "");
    SUBCASE("who works there") {
        answer('3', "Room 12.");
        CHECK(told(to_grace).size() == 1);
        CHECK(told(to_david).empty());
    }
    SUBCASE("who does not any more") {
        server.store().write([&](store::Transaction& transaction) {
            store::deactivate_account(transaction, to_grace, server.clock().now_ms());
        });
        answer('3', "Room 12.");
        CHECK(told(to_grace).empty());
        CHECK(told(to_david).size() == 1);
    }
    SUBCASE("nobody's any more") {
        assign(grace, "", grace.person());
        answer('3', "Room 12.");
        CHECK(told(to_david).size() == 1);
    }
}

} // namespace
} // namespace stu::test
