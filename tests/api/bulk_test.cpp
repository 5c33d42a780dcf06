// Many tickets at once: each by the rules for one, what cannot be changed named with its reason, all of it
// taken back by one call.

#include "common/bulk.hpp"
#include "common/ticket_number.hpp"
#include "tests/api/desk_with_undo.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace stu::test {
namespace {

struct BulkDesk : DeskWithUndo {
    std::vector<std::string> numbers{number};

    BulkDesk() {
        for (const char digit : {'1', '2', '3'}) numbers.push_back(file_ticket(digit).ticket.number);
    }

    /// All of them as the queue shows them now.
    std::vector<ChosenTicket> in_queue(const ApiClient& staff) const {
        return staff.call(ListedInQueue{}, {"it", {}, {}, {}, {}})->tickets;
    }
    BulkChange change(BulkDeed deed, char digit = 'b') const {
        BulkChange wanted{std::string(32, digit), in_queue(david)};
        wanted.deed = deed;
        return wanted;
    }
    Answered<BulkOutcome> undo(const ApiClient& staff, char digit = 'b') const {
        return staff.call(UndoChanges{}, {std::string(32, digit), numbers});
    }
    TicketView of(const std::string& which) const { return *david.call(GetTicket{}, {which}); }
    /// What stands on each of the tickets, but for when.
    std::string stands() const {
        std::string all;
        for (const std::string& each : numbers) {
            const TicketView view = of(each);
            all += std::string(name_of(view.ticket.status)) + " " + view.work.assignee + " " +
                   std::string(name_of(view.work.priority));
            for (const std::string& tag : view.work.tags) all += " " + tag;
            all += "\n";
        }
        return all;
    }
};

std::vector<std::string> numbers_of(const BulkOutcome& outcome) {
    std::vector<std::string> numbers;
    for (const LeftTicket& left : outcome.left) numbers.push_back(left.number);
    return numbers;
}

TEST_CASE_FIXTURE(BulkDesk, "each deed is done to all, and one call takes all of it back") {
    const std::string before = stands();
    std::map<BulkDeed, BulkChange> wanted;
    char digit = 'a';
    for (const BulkDeed deed : all<BulkDeed>())
        if (deed != BulkDeed::merge) wanted[deed] = change(deed, digit++); // that one is below
    wanted[BulkDeed::assign].assignee = grace.person();
    wanted[BulkDeed::prioritise].priority = Priority::urgent;
    wanted[BulkDeed::tag].add = {"Exam week"};
    wanted[BulkDeed::respond].status = {Status::completed};
    wanted[BulkDeed::respond].remark = "The network is back.";
    wanted[BulkDeed::transfer].service = "student-finance-and-banking";
    wanted[BulkDeed::transfer].reason = "About money.";
    for (const auto& [deed, request] : wanted) {
        CAPTURE(name_of(deed));
        const auto done = david.call(ChangeTickets{}, request);
        REQUIRE(done.status() == 200);
        CHECK(done->changed == 4);
        CHECK(done->left.empty());
        CHECK(david.call(ChangeTickets{}, request)->changed == 4); // an answer was lost
        for (const std::string& each : numbers) {
            const TicketView view = of(each);
            CHECK(view.held.size() == (deed == BulkDeed::respond ? 1 : 0));
            CHECK(view.leaving.size() == (deed == BulkDeed::transfer ? 1 : 0));
            CHECK((view.work.assignee == grace.person()) == (deed == BulkDeed::assign));
            CHECK((view.work.priority == Priority::urgent) == (deed == BulkDeed::prioritise));
            CHECK((view.work.tags.size() == 1) == (deed == BulkDeed::tag));
        }
        for (int i = 0; i < 2; ++i) CHECK(undo(david, request.request_id[0])->left.empty());
        CHECK(stands() == before);
        server.clock().advance(60'000);
        app::send_due_responses(server.services(), 10'000);
        CHECK(stands() == before);
    }
    CHECK(amina.call(GetTicket{}, {number})->events.size() == 1);
}

TEST_CASE_FIXTURE(BulkDesk,
                  "what is sent to many goes to each student once, when it can no longer be taken back") {
    BulkChange request = change(BulkDeed::respond);
    request.remark = "The network is back.";
    request.status = {Status::completed};
    const std::size_t mails_before = mails().size();
    REQUIRE(david.call(ChangeTickets{}, request)->changed == 4);
    CHECK(mails().size() == mails_before);
    server.clock().advance(usual_undo_ms + 1'000);
    app::send_due_responses(server.services(), 10'000);
    CHECK(mails().size() == mails_before + 4);
    for (const std::string& each : numbers) CHECK(of(each).ticket.status == Status::completed);
    const auto late = undo(david);
    CHECK(late->left.size() == 4);
    CHECK(english(late->left.front().why) == "It has been sent already.");
}

TEST_CASE_FIXTURE(BulkDesk,
                  "what follows in other calls is waited for, so that all can be taken back together") {
    BulkChange request = change(BulkDeed::respond);
    request.remark = "The network is back.";
    request.to_come = 5'000;
    REQUIRE(david.call(ChangeTickets{}, request)->changed == 4);
    server.clock().advance(usual_undo_ms + 9'000);
    app::send_due_responses(server.services(), 10'000);
    CHECK(undo(david)->left.empty());
    CHECK(amina.call(GetTicket{}, {number})->events.size() == 1);
}

TEST_CASE_FIXTURE(BulkDesk,
                  "what cannot be changed stays as it is and is named, whatever comes of the others") {
    BulkChange request = change(BulkDeed::respond);
    request.status = {Status::completed};
    request.remark = "Done.";
    REQUIRE(amina.call(AnswerTicket{}, {std::string(32, 'd'), numbers[1], "Wait!", {}}).status() == 200);
    REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, 'e'), numbers[2], of(numbers[2]).ticket.version})
                .status() == 200);
    request.tickets.push_back({make_ticket_number(77), 0, ""});
    const auto done = david.call(ChangeTickets{}, request);
    REQUIRE(done.status() == 200);
    CHECK(done->changed == 2);
    std::vector<std::string> left = numbers_of(*done),
                             expected{numbers[1], numbers[2], make_ticket_number(77)};
    std::sort(left.begin(), left.end());
    std::sort(expected.begin(), expected.end());
    CHECK(left == expected);
    for (const LeftTicket& each : done->left) CHECK_FALSE(each.why.empty());
    CHECK(of(numbers[1]).held.empty());
    CHECK(undo(david)->left.empty());
    for (const std::string& each : numbers) CHECK(of(each).held.empty());
}

TEST_CASE_FIXTURE(BulkDesk, "many are merged into one of them by one call, and parted again by one") {
    const std::string before = stands();
    const std::size_t mails_before = mails().size();
    BulkChange request = change(BulkDeed::merge);
    request.into = number;
    std::erase_if(request.tickets, [&](const ChosenTicket& each) { return each.number == number; });
    const auto done = david.call(ChangeTickets{}, request);
    REQUIRE(done.status() == 200);
    CHECK(done->changed == 3);
    CHECK(done->left.empty());
    CHECK(david.call(ChangeTickets{}, request)->changed == 3); // an answer was lost
    for (const std::string& each : numbers) CHECK(of(each).ticket.number == number);
    CHECK(of(number).merged.size() == 3);
    CHECK(in_queue(david).size() == 1);
    CHECK(mails().size() == mails_before + 3);
    // One of them has been parted, and merged anew by a colleague: that is not taken back.
    REQUIRE(david.call(UnmergeTicket{}, {numbers[1]}).status() == 200);
    CHECK(mails().size() == mails_before + 2); // of that merge the student hears nothing
    server.clock().advance(1'000);
    REQUIRE(grace.call(MergeTickets{}, {numbers[1], number}).status() == 200);
    for (int i = 0; i < 2; ++i) {
        const auto undone = undo(david);
        CHECK(undone->changed == 4);
        CHECK(undone->left.empty());
        CHECK(of(numbers[1]).ticket.number == number);
        for (const std::string& each : {numbers[2], numbers[3]}) CHECK(of(each).ticket.number == each);
    }
    CHECK(mails().size() == mails_before + 1); // of the one merge that stands
    REQUIRE(grace.call(UnmergeTicket{}, {numbers[1]}).status() == 200);
    CHECK(mails().size() == mails_before);
    CHECK(stands() == before);
}

TEST_CASE_FIXTURE(BulkDesk,
                  "variables of what is sent to many become what each ticket says, or nothing is sent") {
    NewTicket odd = good_draft('9');
    odd.subject = "What does {{lamp}} mean?";
    numbers.push_back(amina.call(CreateTicket{}, odd)->ticket.number);
    BulkChange request = change(BulkDeed::respond);
    request.remark = "Dear {{first_name}}, about {{ticket}} ({{service}}): done. {{ me }}";
    const auto done = david.call(ChangeTickets{}, request);
    REQUIRE(done.status() == 200);
    CHECK(done->changed == 5);
    for (const std::string& each : numbers)
        CHECK(of(each).held.front().text ==
              "Dear Amina, about " + each + " (Eduroam and Network Services): done. David Otieno");
    CHECK(undo(david)->left.empty());
    // What no ticket knows is refused before anything is sent.
    request = change(BulkDeed::respond, 'c');
    request.remark = "Come to {{room}}, {{first_name}}.";
    const auto refused = david.call(ChangeTickets{}, request);
    CHECK(refused.status() == 422);
    CHECK(english(message_for(refused.error.details, "remark")).find("Replace {{room}}") == 0);
    for (const std::string& each : numbers) CHECK(of(each).held.empty());
    // What one of them does not know is named with it, and goes to the others.
    request.remark = "About “{{subject}}”: done.";
    const auto some = david.call(ChangeTickets{}, request);
    REQUIRE(some.status() == 200);
    CHECK(some->changed == 4);
    REQUIRE(numbers_of(*some) == std::vector<std::string>{numbers.back()});
    CHECK(english(some->left.front().why).find("Replace {{lamp}}") == 0);
    CHECK(of(numbers.back()).held.empty());
    CHECK(undo(david, 'c')->left.empty());
}

TEST_CASE_FIXTURE(BulkDesk, "what cannot be merged stays and is named, whatever comes of the others") {
    NewTicket draft = good_draft('7');
    const std::string brians = brian.call(CreateTicket{}, draft)->ticket.number;
    draft = good_draft('8');
    draft.service = "student-finance-and-banking";
    const std::string foreign = amina.call(CreateTicket{}, draft)->ticket.number;
    REQUIRE(david.call(MergeTickets{}, {numbers[3], numbers[2]}).status() == 200);
    BulkChange request{std::string(32, 'b'), {}};
    request.deed = BulkDeed::merge;
    request.into = number;
    const std::string missing = make_ticket_number(77);
    for (const std::string& each : {number, numbers[1], numbers[2], brians, foreign, missing})
        request.tickets.push_back({each, 0, ""});
    const auto done = david.call(ChangeTickets{}, request);
    REQUIRE(done.status() == 200);
    CHECK(done->changed == 1);
    CHECK(numbers_of(*done) == std::vector<std::string>{number, numbers[2], brians, foreign, missing});
    for (const LeftTicket& each : done->left) CHECK(english(each.why).size() > 20);
    CHECK(english(done->left[0].why).find("itself") != std::string::npos);
    CHECK(english(done->left[1].why).find("Others have been merged") != std::string::npos);
    CHECK(english(done->left[2].why).find("another student's") != std::string::npos);
    CHECK(of(numbers[1]).ticket.number == number);
    // Round in a circle: what others were merged into is merged into nothing.
    request.request_id = std::string(32, 'c');
    request.into = numbers[1];
    request.tickets = {{number, 0, ""}};
    CHECK(david.call(ChangeTickets{}, request)->left.size() == 1);
    // Whose departments they are not gets none of it.
    request.into = number;
    request.tickets = {{numbers[2], 0, ""}};
    const auto elsewhere = peter.call(ChangeTickets{}, request);
    REQUIRE(elsewhere.status() == 200);
    CHECK(elsewhere->changed == 0);
    CHECK(of(numbers[2]).ticket.number == numbers[2]);
    // Nor is anything done where it is not said into what, or to too many.
    request.into.clear();
    CHECK(david.call(ChangeTickets{}, request).status() == 422);
    request.into = number;
    request.tickets.assign(max_tickets_at_once + 1, {numbers[2], 0, ""});
    CHECK(david.call(ChangeTickets{}, request).status() == 422);
    CHECK(amina.call(ChangeTickets{}, change(BulkDeed::assign)).status() == 403);
}

TEST_CASE_FIXTURE(BulkDesk, "a ticket that would have too many tags gets none of the new ones") {
    REQUIRE(david.call(SetTags{}, {number, {"1", "2", "3", "4", "5", "6", "7", "8", "9"}, {}}).status() ==
            200);
    BulkChange request = change(BulkDeed::tag);
    request.add = {"VPN", "Exam week"};
    const auto done = david.call(ChangeTickets{}, request);
    CHECK(done->changed == 3);
    CHECK(numbers_of(*done) == std::vector{number});
    CHECK(of(number).work.tags.size() == 9);
    CHECK(of(numbers[1]).work.tags.size() == 2);
}

TEST_CASE_FIXTURE(
    BulkDesk,
    "what a colleague has decided since is not overturned, neither by the change nor by its undoing") {
    BulkChange request = change(BulkDeed::assign);
    request.assignee = david.person();
    REQUIRE(grace.call(AssignTicket{}, {number, grace.person(), ""}).status() == 200);
    CHECK(numbers_of(*david.call(ChangeTickets{}, request)) == std::vector{number});
    REQUIRE(grace.call(AssignTicket{}, {numbers[1], grace.person(), david.person()}).status() == 200);
    CHECK(numbers_of(*undo(david)) == std::vector{numbers[1]});
    CHECK(of(number).work.assignee == grace.person());
    CHECK(of(numbers[1]).work.assignee == grace.person());
    CHECK(of(numbers[2]).work.assignee.empty());
}

TEST_CASE_FIXTURE(BulkDesk,
                  "only staff of the department changes its tickets, and nobody takes back what others did") {
    BulkChange request = change(BulkDeed::prioritise);
    request.priority = Priority::high;
    CHECK(amina.call(ChangeTickets{}, request).status() == 403);
    const auto foreign = peter.call(ChangeTickets{}, request);
    REQUIRE(foreign.status() == 200);
    CHECK(foreign->left.size() == 4);
    CHECK(english(foreign->left.front().why) == "There is no such ticket.");
    REQUIRE(david.call(ChangeTickets{}, request)->changed == 4);
    CHECK(undo(grace)->left.empty());
    CHECK(of(number).work.priority == Priority::high);
}

TEST_CASE_FIXTURE(BulkDesk, "what is no change of many is refused in words") {
    const auto refused = [&](const BulkChange& request, const char* field) {
        const auto answered = david.call(ChangeTickets{}, request);
        CHECK(answered.status() == 422);
        CHECK_FALSE(message_for(answered.error.details, field).empty());
    };
    BulkChange request = change(BulkDeed::prioritise);
    request.tickets.clear();
    refused(request, "tickets");
    request.tickets.assign(501, {number, 0, ""});
    refused(request, "tickets");
    request.tickets.assign(1, {"no number", 0, ""});
    refused(request, "tickets");
    request = change(BulkDeed::respond);
    refused(request, "remark");
    request.remark = "Dear {student}";
    request.status = {Status::completed, Status::rejected};
    refused(request, "status");
    request = change(BulkDeed::tag);
    refused(request, "add");
    request = change(BulkDeed::transfer);
    refused(request, "service");
    refused(request, "reason");
    request.request_id = "short";
    refused(request, "request_id");
    CHECK(david.call(UndoChanges{}, {std::string(32, 'a'), {}}).status() == 422);
    CHECK(david.call(ListedInQueue{}, {"it", {}, {}, "made up", {}}).status() == 422);
}

TEST_CASE_FIXTURE(BulkDesk, "a queue is listed to its end, 500 at a time") {
    std::vector<std::string> filed = numbers;
    ListQueue list{"it", {}, {}, {}, {}};
    std::vector<std::string> listed;
    const auto answered = david.call(ListedInQueue{}, list);
    for (const ChosenTicket& each : answered->tickets) listed.push_back(each.number);
    std::sort(listed.begin(), listed.end());
    std::sort(filed.begin(), filed.end());
    CHECK(listed == filed);
    CHECK(answered->older.empty());
}

std::vector<std::string> listed_in(const ApiClient& staff, const ListWork& list) {
    const auto answered = staff.call(ListedInWork{}, list);
    REQUIRE(answered.status() == 200);
    std::vector<std::string> numbers;
    for (const ChosenTicket& each : answered->tickets) numbers.push_back(each.number);
    return numbers;
}

TEST_CASE_FIXTURE(BulkDesk, "each list of the workbench is listed as its page shows it") {
    const auto assign = [&](const std::string& which, const std::string& to) {
        REQUIRE(david.call(AssignTicket{}, {which, to, ""}).status() == 200);
    };
    assign(numbers[0], david.person());
    assign(numbers[1], grace.person());
    REQUIRE(grace.call(NoteOnTicket{}, {std::string(32, 'c'), numbers[3], "@David Otieno, look."}).status() ==
            200);
    for (const WorkList list : all<WorkList>())
        for (const WaitKind kind : all<WaitKind>()) {
            if (kind != WaitKind::any && !waits(list)) continue; // is refused
            CAPTURE(name_of(list));
            CAPTURE(name_of(kind));
            std::vector<std::string> shown;
            const auto page = david.call(StaffWork{}, {list, kind, {}, {}});
            for (const TicketRow& row : page->page.rows) shown.push_back(row.number);
            CHECK(listed_in(david, {list, kind, {}, {}}) == shown);
        }
    CHECK(listed_in(david, {WorkList::my_turn, {}, {}, {}}).size() == 3); // not what is Grace's
    CHECK(listed_in(david, {WorkList::mine, {}, {}, {}}) == std::vector{numbers[0]});
    CHECK(listed_in(david, {WorkList::mentions, {}, {}, {}}) == std::vector{numbers[3]});
    CHECK(david.call(ListedInWork{}, {WorkList::mine, {}, "made up", {}}).status() == 422);
}

TEST_CASE_FIXTURE(BulkDesk, "what a colleague has taken meanwhile is not changed with the rest of My turn") {
    const ListWork my_turn{WorkList::my_turn, {}, {}, {}};
    const auto take = [&](const ApiClient& staff, const std::string& which) {
        return staff.call(AssignTicket{}, {which, staff.person(), ""}).status();
    };
    REQUIRE(listed_in(david, my_turn).size() == 4);
    REQUIRE(take(grace, numbers[0]) == 200); // before it is listed: it is not in the list
    BulkChange request{std::string(32, 'b'), david.call(ListedInWork{}, my_turn)->tickets};
    CHECK(request.tickets.size() == 3);
    REQUIRE(take(grace, numbers[1]) == 200); // after that: it stays hers, and is named
    request.assignee = david.person();
    const auto done = david.call(ChangeTickets{}, request);
    REQUIRE(done.status() == 200);
    CHECK(done->changed == 2);
    CHECK(numbers_of(*done) == std::vector{numbers[1]});
    CHECK(of(numbers[0]).work.assignee == grace.person());
    CHECK(of(numbers[1]).work.assignee == grace.person());
    CHECK(undo(david)->left.empty());
    CHECK(of(numbers[1]).work.assignee == grace.person());
    CHECK(of(numbers[2]).work.assignee.empty());
}

} // namespace
} // namespace stu::test
