// Tags of a department: they come with their first use and go with their last, and no student learns of them.

#include "common/tags.hpp"
#include "tests/api/desk_with_undo.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::test {
namespace {

using Names = std::vector<std::string>;

struct TagDesk : DeskWithUndo {
    const ApiClient& ruth = grace;

    Answered<TicketView> tag(const ApiClient& by, const Names& add, const Names& remove = {}) const {
        return by.call(SetTags{}, {number, add, remove});
    }
};

TEST_CASE_FIXTURE(
    TagDesk, "a tag is known once it is used, however it is typed then, and forgotten after its last use") {
    const auto first = tag(david, {" Exam week ", "VPN"});
    REQUIRE(first.status() == 200);
    CHECK(first->work.tags == Names{"Exam week", "VPN"});
    CHECK(first->known_tags == Names{"Exam week", "VPN"});
    CHECK(first->events.back().kind == EventKind::tagged);
    CHECK(first->events.back().becomes == "Exam week, VPN");
    CHECK(first->ticket.version == 1);
    CHECK(tag(ruth, {"vpn", "EXAM WEEK"})->events.size() == 2); // all is so already
    const std::string other = file_ticket('b').ticket.number;
    CHECK(david.call(SetTags{}, {other, {"vpn"}, {}})->work.tags == Names{"VPN"});
    const auto removed = tag(ruth, {}, {"vpn", "exam week", "never there"});
    CHECK(removed->work.tags.empty());
    CHECK(removed->events.back().was == "VPN, Exam week");
    CHECK(removed->known_tags == Names{"VPN"});
}

TEST_CASE_FIXTURE(TagDesk, "two who add different tags both have their way") {
    REQUIRE(tag(david, {"one"}).status() == 200);
    CHECK(tag(ruth, {"two"})->work.tags == Names{"one", "two"});
    CHECK(tag(david, {"three"}, {"two"})->work.tags == Names{"one", "three"});
}

TEST_CASE_FIXTURE(TagDesk, "lists of staff carry tags") {
    REQUIRE(tag(david, {"VPN"}).status() == 200);
    const auto work = david.call(StaffWork{}, {});
    CHECK(work->page.rows.at(0).work.tags == Names{"VPN"});
    CHECK(work->page.rows.at(0).work.unread);
    const auto queue = david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}});
    CHECK(queue->page.rows.at(0).work.tags == Names{"VPN"});
}

TEST_CASE_FIXTURE(TagDesk,
                  "tags are read in the order of today, however they were when the row was written") {
    REQUIRE(tag(david, {"VPN", "exam week", "Éduroam"}).status() == 200);
    server.store().write([&](store::Transaction& transaction) {
        transaction.connection().run("UPDATE ticket SET tags = $1", {"VPN\nÉduroam\nexam week\n"});
    });
    const Names sorted{"Éduroam", "exam week", "VPN"};
    CHECK(david.call(StaffWork{}, {})->page.rows.at(0).work.tags == sorted);
    CHECK(david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}})->page.rows.at(0).work.tags == sorted);
    CHECK(david.call(GetTicket{}, {number})->work.tags == sorted);
}

TEST_CASE_FIXTURE(TagDesk, "students learn nothing of tags") {
    const auto asked = [&](Form form) {
        return amina.call(GetTicket{}, {number}, form).reply.body +
               amina.call(ListOwnTickets{}, {}, form).reply.body +
               amina.call(StudentHome{}, {}, form).reply.body;
    };
    const std::string before[] = {asked(Form::binary), asked(Form::json)};
    REQUIRE(tag(david, {"VPN"}).status() == 200);
    CHECK(asked(Form::binary) == before[0]);
    CHECK(asked(Form::json) == before[1]);
}

TEST_CASE_FIXTURE(TagDesk, "what cannot be a tag is refused in words, and nothing of it is kept") {
    const auto refused = [&](const Names& add) {
        const auto answered = tag(david, add);
        CHECK(answered.status() == 422);
        CHECK(english(answered.error.message).size() > 10);
    };
    refused({""});
    refused({"one, two"});
    refused({std::string(max_tag + 1, 'x')});
    refused({"fine", "\u200B"});
    refused(Names(max_tags_of_ticket + 1, "x"));
    Names ten;
    for (std::size_t i = 0; i < max_tags_of_ticket; ++i) ten.push_back("tag " + std::to_string(i));
    REQUIRE(tag(david, ten).status() == 200);
    refused({"one more"});
    CHECK(server.rows("tag") == 10);
    CHECK(tag(david, {"one more"}, {"tag 0"}).status() == 200);
    CHECK(tag(peter, {"x"}).status() == 404);
}

TEST_CASE_FIXTURE(TagDesk, "a department has so many tags and no more") {
    std::int64_t made = 0;
    for (char digit = 'b'; made < max_tags_of_department; ++digit) {
        NewTicket draft = good_draft('b');
        draft.request_id = std::to_string(1'000 + made) + std::string(28, 'e');
        const std::string filled = (digit % 2 ? amina : brian).call(CreateTicket{}, draft)->ticket.number;
        Names ten;
        for (std::size_t i = 0; i < max_tags_of_ticket; ++i) ten.push_back("tag " + std::to_string(made++));
        REQUIRE(david.call(SetTags{}, {filled, ten, {}}).status() == 200);
    }
    const auto refused = tag(david, {"one more"});
    CHECK(refused.status() == 422);
    CHECK(english(refused.error.message).find("200") != std::string::npos);
    CHECK(tag(david, {"tag 7"}).status() == 200);
}

TEST_CASE_FIXTURE(
    TagDesk, "a ticket that goes on keeps the tags that are known there, and its history says what it lost") {
    NewTicket draft = good_draft('b');
    draft.service = "student-finance-and-banking";
    const std::string fees = brian.call(CreateTicket{}, draft)->ticket.number;
    REQUIRE(peter.call(SetTags{}, {fees, {"Refund"}, {}}).status() == 200);
    REQUIRE(tag(david, {"refund", "VPN"}).status() == 200);
    REQUIRE(
        david.call(TransferTicket{}, {std::string(32, 'c'), number, 1, draft.service, "Money."}).status() ==
        200);
    send_when_due();
    const auto seen = peter.call(GetTicket{}, {number});
    CHECK(seen->work.tags == Names{"Refund"});
    CHECK(seen->known_tags == Names{"Refund"});
    CHECK(seen->events.back().kind == EventKind::tagged);
    CHECK(seen->events.back().was == "VPN");
    CHECK(server.rows("tag") == 1);
    CHECK(server.rows("ticket_tag") == 2);
}

} // namespace
} // namespace stu::test
