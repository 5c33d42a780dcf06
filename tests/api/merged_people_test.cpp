// Who watches a ticket, or is called by name on it, is not left behind when it is merged into another one,
// and finds all as it was when it is taken out again.

#include "backend/store/tickets/mentions.hpp"
#include "common/bulk.hpp"
#include "tests/api/desk_with_undo.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stu::test {
namespace {

using People = std::vector<std::string>;

/// Grace, who works at IT like David, has to do with `number`; David merges it into `other`.
struct DeskOfMerged : DeskWithUndo {
    std::string other = file_ticket('b').ticket.number;
    int notes = 0, answers = 0;

    DeskOfMerged() { server.clock().stand_still(server.clock().now_ms()); }

    void watch(const ApiClient& by, const std::string& which, bool watching = true) const {
        REQUIRE(by.call(WatchTicket{}, {which, watching}).status() == 200);
    }
    void merge(const std::string& which, const std::string& into) const {
        REQUIRE(david.call(MergeTickets{}, {which, into}).status() == 200);
    }
    void part(const std::string& which) const {
        REQUIRE(david.call(UnmergeTicket{}, {which})->ticket.number == which);
    }
    void note(const std::string& which, const std::string& text) {
        server.clock().advance(1'000);
        const std::string id = std::string(28, 'd') + std::to_string(1000 + ++notes);
        REQUIRE(david.call(NoteOnTicket{}, {id, which, text}).status() == 200);
    }
    void answer(const std::string& which) {
        const std::string id = std::string(28, 'f') + std::to_string(1000 + ++answers);
        REQUIRE(amina.call(AnswerTicket{}, {id, which, "Still so.", {}}).status() == 200);
    }
    People watchers(const std::string& which) const {
        People ids = david.call(GetTicket{}, {which})->watchers;
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    People both() const {
        People ids{grace.person(), david.person()};
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    /// How many mails wait for them, or have been sent.
    std::size_t mails_to(const std::string& person) {
        const auto all = mails();
        return static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(), [&](const std::string& mail) { return mail.starts_with(person + "@"); }));
    }
    /// What calls them by name, first to last; as many as are counted.
    static People calls(const ApiClient& by) {
        const auto work = by.call(StaffWork{}, {WorkList::mentions, {}, {}, {}});
        REQUIRE(work.status() == 200);
        CHECK(work->lists.back() == static_cast<std::int64_t>(work->page.rows.size()));
        People numbers;
        for (const TicketRow& row : work->page.rows) numbers.push_back(row.number);
        return numbers;
    }
    /// Has it on the screen as it is now, and says so.
    static void look_at(const ApiClient& by, const std::string& which) {
        const auto seen = by.call(GetTicket{}, {which});
        std::int64_t lowest = 0;
        for (const TicketEvent& event : seen->events) lowest = std::min(lowest, event.sequence);
        REQUIRE(by.call(MarkSeen{}, {seen->ticket.number, seen->ticket.version, lowest}).status() == 200);
    }
    /// The rows themselves, which no merge touches.
    std::string kept() {
        return server.store().read([](store::Transaction& transaction) {
            std::string rows;
            for (const char* table : {"SELECT ticket_id, user_id FROM ticket_watch ORDER BY 1, 2",
                                      "SELECT ticket_id, user_id FROM ticket_mention ORDER BY 1, 2",
                                      "SELECT ticket_id, kind FROM ticket_event WHERE sequence < 0 "
                                      "ORDER BY ticket_id, sequence"}) {
                const auto row = transaction.connection().query(table);
                while (row->next()) rows += row->text(0) + " " + row->text(1) + "\n";
            }
            return rows;
        });
    }
};

TEST_CASE_FIXTURE(DeskOfMerged, "who watches a merged ticket hears of the other one until they are parted") {
    watch(grace, number);
    const std::string before = kept();
    merge(number, other);
    CHECK(watchers(other) == People{grace.person()});
    CHECK(mails_to("grace") == 1); // of the merge
    server.clock().advance(60'000);
    answer(other);
    CHECK(mails_to("grace") == 2);
    CHECK(mails_to("peter") == 0);
    part(number);
    CHECK(mails_to("grace") == 3);
    CHECK(kept() == before);
    CHECK(watchers(number) == People{grace.person()});
    CHECK(watchers(other).empty());
    answer(other);
    CHECK(mails_to("grace") == 3); // not hers
    answer(number);
    CHECK(mails_to("grace") == 4);
    // And once more, with another one that she watches.
    watch(grace, other);
    merge(number, other);
    CHECK(mails_to("grace") == 5);
    answer(number); // leads there
    CHECK(mails_to("grace") == 6);
}

TEST_CASE_FIXTURE(DeskOfMerged, "a merge that is undone at once is told to nobody who watches") {
    watch(grace, number);
    const ApiClient ruth(server, server.sign_in(server.add_user("ruth@staff.example.edu", "Ruth", "it")));
    watch(ruth, other);
    merge(number, other);
    CHECK(mails_to("grace") == 1);
    CHECK(mails_to("ruth") == 1);
    CHECK(mails_to("david") == 0);
    SUBCASE("within its ten seconds") {
        server.clock().advance(usual_undo_ms - 1);
        part(number);
        for (const char* each : {"grace", "ruth"}) CHECK(mails_to(each) == 0);
        merge(number, other); // merged again after all
        for (const char* each : {"grace", "ruth"}) CHECK(mails_to(each) == 1);
    }
    SUBCASE("later both are told, once") {
        server.clock().advance(usual_undo_ms + 1);
        part(number);
        for (const char* each : {"grace", "ruth"}) CHECK(mails_to(each) == 2);
    }
}

TEST_CASE_FIXTURE(DeskOfMerged, "many merged by one press are watched together, and parted as they were") {
    const std::string third = file_ticket('c').ticket.number;
    watch(grace, number);
    watch(david, third);
    watch(david, other);
    const std::string before = kept();
    BulkChange request{std::string(32, '7'), {{number, 0, ""}, {third, 0, ""}}};
    request.deed = BulkDeed::merge;
    request.into = other;
    for (int i = 0; i < 2; ++i) REQUIRE(david.call(ChangeTickets{}, request)->changed == 2);
    CHECK(watchers(other) == both());
    CHECK(mails_to("grace") == 2); // of each merge, though she watches one: both concern the one that goes on
    const std::vector<std::string> numbers{number, third};
    for (int i = 0; i < 2; ++i) CHECK(david.call(UndoChanges{}, {request.request_id, numbers})->left.empty());
    CHECK(mails_to("grace") == 0);
    CHECK(kept() == before);
    CHECK(watchers(number) == People{grace.person()});
    CHECK(watchers(third) == People{david.person()});
    CHECK(watchers(other) == People{david.person()});
}

TEST_CASE_FIXTURE(DeskOfMerged, "who stops watching hears no more of either, also once they are parted") {
    watch(grace, number);
    watch(david, number);
    merge(number, other);
    watch(david, other); // a press of before the merge
    for (int i = 0; i < 2; ++i) watch(grace, other, false);
    CHECK(watchers(other) == People{david.person()});
    const std::size_t told = mails_to("grace");
    answer(other);
    CHECK(mails_to("grace") == told);
    part(number);
    CHECK(watchers(number) == People{david.person()});
    CHECK(watchers(other) == People{david.person()});
    const auto seen = david.call(GetTicket{}, {number});
    const auto stopped =
        std::count_if(seen->events.begin(), seen->events.end(), [&](const TicketEvent& event) {
            return event.kind == EventKind::watched && event.was == grace.person();
        });
    CHECK(stopped == 1);
}

TEST_CASE_FIXTURE(DeskOfMerged, "whoever may not see the other one hears nothing of it") {
    const ApiClient ruth(server,
                         server.sign_in(server.add_user(staff_of_both("ruth@staff.example.edu", "Ruth"))));
    watch(grace, number);
    watch(ruth, number);
    note(number, "@Grace @Ruth look.");
    merge(number, other);
    server.clock().advance(60'000);
    const std::int64_t version = david.call(GetTicket{}, {other})->ticket.version;
    REQUIRE(david
                .call(TransferTicket{},
                      {std::string(32, '8'), other, version, "student-finance-and-banking", "Money."})
                .status() == 200);
    send_when_due();
    CHECK(peter.call(GetTicket{}, {other})->watchers == People{ruth.person()});
    const std::size_t told = mails_to("grace"), told_ruth = mails_to("ruth");
    answer(other);
    CHECK(mails_to("grace") == told);
    CHECK(mails_to("ruth") == told_ruth + 1);
    CHECK(calls(grace).empty());
    CHECK(calls(ruth) == People{other});
}

TEST_CASE_FIXTURE(DeskOfMerged, "a note on a merged ticket calls to the other one, and is read there") {
    note(number, "@Grace look.");
    const std::string third = file_ticket('c').ticket.number;
    note(third, "@Grace, too.");
    CHECK(calls(grace) == People{number, third});
    const std::int64_t seen_before = grace.call(GetTicket{}, {other})->ticket.version;
    const std::string before = kept();
    merge(number, other);
    CHECK(calls(grace) == People{other, third});
    CHECK(kept() == before);

    // A page of before the merge did not have the note.
    REQUIRE(grace.call(MarkSeen{}, {other, seen_before, 0}).status() == 200);
    CHECK(calls(grace) == People{other, third});
    // Both call: one row, where the first note puts it.
    note(other, "@Grace, here as well.");
    CHECK(calls(grace) == People{other, third});
    SUBCASE("parted, each calls for itself") {
        part(number);
        CHECK(calls(grace) == People{number, third, other});
        look_at(grace, other);
        CHECK(calls(grace) == People{number, third});
    }
    SUBCASE("seen together, neither calls, also once they are parted") {
        look_at(david, other); // his look is not hers
        CHECK(calls(grace) == People{other, third});
        look_at(grace, number); // leads there
        CHECK(calls(grace) == People{third});
        part(number);
        CHECK(calls(grace) == People{third});
    }
    SUBCASE("what calls after they were parted is not read by the page of before") {
        const std::int64_t merged_version = grace.call(GetTicket{}, {other})->ticket.version;
        part(number);
        note(number, "@Grace once more.");
        merge(number, other);
        REQUIRE(grace.call(MarkSeen{}, {other, merged_version, 0}).status() == 200);
        CHECK(calls(grace) == People{other, third});
        look_at(grace, other);
        CHECK(calls(grace) == People{third});
    }
    SUBCASE("withdrawn with the other one") {
        const std::int64_t version = amina.call(GetTicket{}, {other})->ticket.version;
        REQUIRE(amina.call(WithdrawTicket{}, {std::string(32, '9'), other, version}).status() == 200);
        CHECK(calls(grace) == People{third});
    }
}

TEST_CASE_FIXTURE(DeskOfMerged, "pages of what calls go on over merged tickets") {
    std::vector<std::string> filed;
    for (int i = 0; i < 6; ++i) filed.push_back(file_ticket(static_cast<char>('1' + i)).ticket.number);
    for (const std::string& each : filed) note(each, "@Grace look.");
    merge(filed[0], filed[5]);
    merge(filed[3], other);
    const People expected{filed[5], filed[1], filed[2], other, filed[4]};
    CHECK(calls(grace) == expected);
    // By the store, since a page has fifty rows.
    People paged;
    server.store().read([&](store::Transaction& transaction) {
        store::Stretch stretch{store::Stretch::Direction::onwards, {}, 0, 2};
        const std::vector<std::string> departments{"it"};
        for (;;) {
            const auto rows = store::mentioned_tickets(transaction, grace.person(), departments, stretch);
            for (const store::ListedTicket& each : rows) paged.push_back(each.row.number);
            if (rows.size() < 2) return 0;
            stretch.anchor = rows.back().id;
            stretch.anchor_ms = rows.back().place_ms;
        }
    });
    CHECK(paged == expected);
}

} // namespace
} // namespace stu::test
