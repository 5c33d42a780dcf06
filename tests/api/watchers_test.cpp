// Whoever watches a ticket hears what others say and decide, once each; nobody else learns of it.

#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "common/ticket_number.hpp"
#include "tests/api/desk_with_undo.hpp"
#include "tests/live/event_stream.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stu::test {
namespace {

using Ids = std::vector<std::string>;

constexpr const char* to_grace = "grace@staff.example.edu";

/// Grace and David work at IT; each of them may watch.
struct WatchDesk : DeskWithUndo {
    Answered<TicketView> watch(const ApiClient& by, bool watching = true) const {
        return by.call(WatchTicket{}, {number, watching});
    }
    void note(const ApiClient& by, char digit, const std::string& text) const {
        REQUIRE(by.call(NoteOnTicket{}, {std::string(32, digit), number, text}).status() == 200);
    }
    /// The first lines of all mail to `recipient`, oldest first.
    Ids told(const std::string& recipient) {
        return server.store().read([&](store::Transaction& transaction) {
            Ids lines;
            const auto row = transaction.connection().query(
                "SELECT body FROM outbox WHERE recipient = $1 ORDER BY id", {recipient});
            while (row->next()) lines.push_back(row->text(0).substr(0, row->text(0).find('\n')));
            return lines;
        });
    }
    std::string last_mail() {
        return server.store().read([&](store::Transaction& transaction) {
            const auto row = transaction.connection().query(
                "SELECT body FROM outbox WHERE recipient = $1 ORDER BY id DESC LIMIT 1", {to_grace});
            return row->next() ? row->text(0) : std::string();
        });
    }
    static std::string story_of(const TicketView& view) {
        std::string kinds;
        for (const TicketEvent& event : view.events) kinds += std::string(name_of(event.kind)) + " ";
        return kinds;
    }
};

TEST_CASE_FIXTURE(WatchDesk, "staff begins to watch and stops, each once, and the history says who") {
    for (int i = 0; i < 2; ++i) CHECK(watch(grace)->watchers == Ids{grace.person()});
    CHECK(watch(david)->watchers.size() == 2);
    for (int i = 0; i < 2; ++i) CHECK(watch(grace, false)->watchers == Ids{david.person()});
    const TicketView seen = seen_by(david);
    CHECK(story_of(seen) == "opened watched watched watched ");
    CHECK(seen.events[1].author_name == "Grace Njeri");
    CHECK(seen.events[1].becomes == grace.person());
    CHECK(seen.events[3].was == grace.person());
    CHECK(seen.events[3].becomes.empty());
    CHECK(seen.ticket.version == 1);
}

TEST_CASE_FIXTURE(WatchDesk,
                  "whoever watches is told once of what others say and decide, and not of their own") {
    REQUIRE(watch(grace).status() == 200);
    amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "It is room 12.", {}});
    CHECK(last_mail().find("> It is room 12.") != std::string::npos);
    REQUIRE(
        david.call(SetStatus{}, {number, 2, Status::under_consideration, "We look into it.", {}}).status() ==
        200);
    CHECK(last_mail().find("> We look into it.") != std::string::npos);
    note(david, 'c', "AP 2-14 has the old firmware.");
    CHECK(last_mail().find("firmware") == std::string::npos);
    CHECK(last_mail().find("/tickets/" + number) != std::string::npos);
    REQUIRE(david.call(AssignTicket{}, {number, david.person(), ""}).status() == 200);
    REQUIRE(david.call(AssignTicket{}, {number, grace.person(), david.person()}).status() == 200);
    const Ids all = told(to_grace);
    REQUIRE(all.size() == 5);
    CHECK(all[0].starts_with("Amina Wanjiru has answered."));
    CHECK(all[1].starts_with("David Otieno has set the status to Under Consideration."));
    CHECK(all[2].starts_with("David Otieno has left an internal note."));
    CHECK(all[3].starts_with("David Otieno has taken the ticket."));
    CHECK(all[4].starts_with("David Otieno has given you the ticket."));

    note(grace, 'd', "Thank you.");
    server.clock().advance(usual_undo_ms); // so that it was given, and not by mistake
    REQUIRE(grace.call(AssignTicket{}, {number, "", grace.person()}).status() == 200);
    REQUIRE(david.call(SetPriority{}, {number, Priority::high}).status() == 200);
    REQUIRE(david.call(SetTags{}, {number, {"VPN"}, {}}).status() == 200);
    REQUIRE(watch(david).status() == 200);
    CHECK(told(to_grace).size() == 5);
    CHECK(told("david@staff.example.edu").empty()); // who answers or notes does not begin to watch
}

TEST_CASE_FIXTURE(WatchDesk, "whoever looks after the ticket and watches it gets one mail for an answer") {
    REQUIRE(watch(grace).status() == 200);
    REQUIRE(
        grace.call(SetStatus{}, {number, 1, Status::awaiting_confirmation, "Does it work?", {}}).status() ==
        200);
    amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "It does.", {}});
    CHECK(told(to_grace).size() == 1);
    User grace_now = *server.store().read([&](store::Transaction& transaction) {
        return std::optional(store::staff_of(transaction, "it").back());
    });
    REQUIRE(grace.call(SaveProfile{}, {grace_now.name, "", "", Notifications::when_needed}).status() == 200);
    amina.call(AnswerTicket{}, {std::string(32, 'c'), number, "Thank you!", {}});
    CHECK(told(to_grace).size() == 2); // not by their setting, but because they watch it
}

TEST_CASE_FIXTURE(WatchDesk, "of what can be taken back whoever watches is told when it is sent") {
    REQUIRE(watch(grace).status() == 200);
    REQUIRE(david.call(RespondToTicket{}, response(Status::completed, "Done.")).status() == 200);
    CHECK(told(to_grace).empty());
    SUBCASE("and not when it is taken back") {
        REQUIRE(david.call(UndoResponse{}, {number, std::string(32, 'e')}).status() == 200);
        send_when_due();
        CHECK(told(to_grace).empty());
    }
    SUBCASE("once") {
        send_when_due();
        send_when_due();
        REQUIRE(told(to_grace).size() == 1);
        CHECK(told(to_grace)[0].starts_with("David Otieno has set the status to Completed."));
        CHECK(last_mail().find("> Done.") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(WatchDesk, "who may not read the ticket any more neither hears of it nor is shown") {
    REQUIRE(watch(grace).status() == 200);
    REQUIRE(watch(david).status() == 200);
    SUBCASE("because they were deactivated") {
        server.store().write([&](store::Transaction& transaction) {
            store::deactivate_account(transaction, to_grace, server.clock().now_ms());
        });
        CHECK(seen_by(david).watchers == Ids{david.person()});
        note(david, 'b', "A note.");
        CHECK(told(to_grace).empty());
        server.store().write(
            [&](store::Transaction& transaction) { store::activate_account(transaction, to_grace); });
        CHECK(seen_by(david).watchers.size() == 2);
    }
    SUBCASE("because they left the department") {
        server.store().write([&](store::Transaction& transaction) {
            transaction.connection().run("DELETE FROM staff_membership WHERE user_id = $1", {grace.person()});
        });
        CHECK(seen_by(david).watchers == Ids{david.person()});
        note(david, 'b', "A note.");
        CHECK(told(to_grace).empty());
        CHECK(watch(grace, false).status() == 404);
    }
    SUBCASE("because the ticket did, until it comes back") {
        const char* const fees = "student-finance-and-banking";
        REQUIRE(david.call(TransferTicket{}, {std::string(32, 'b'), number, 1, fees, "Money."}).status() ==
                200);
        send_when_due();
        CHECK(seen_by(peter).watchers.empty());
        note(peter, 'c', "A note.");
        CHECK(told(to_grace).empty());
        REQUIRE(peter.call(TransferTicket{}, {std::string(32, 'd'), number, 2, "technical-support", "No."})
                    .status() == 200);
        send_when_due();
        CHECK(seen_by(david).watchers.size() == 2);
        REQUIRE(told(to_grace).size() == 1);
        CHECK(told(to_grace)[0].starts_with("Peter Kamau has transferred the ticket to IT"));
        CHECK(last_mail().find("> No.") == std::string::npos); // why is a note
    }
    SUBCASE("because they deleted their account") {
        REQUIRE(grace.call(DeleteAccount{}, {std::string(RunningServer::password)}).status() == 200);
        CHECK(seen_by(david).watchers == Ids{david.person()});
        CHECK(server.rows("ticket_watch") == 1);
    }
}

TEST_CASE_FIXTURE(WatchDesk,
                  "a closed ticket and one of a retired service can be watched; a foreign one cannot") {
    REQUIRE(david.call(SetStatus{}, {number, 1, Status::completed, "Done.", {}}).status() == 200);
    server.store().write([&](store::Transaction& transaction) {
        store::retire_service(transaction, "eduroam-and-network-services", server.clock().now_ms());
    });
    CHECK(watch(grace)->watchers.size() == 1);
    amina.call(ReopenTicket{}, {std::string(32, 'b'), number, 2, "Not quite."});
    CHECK(told(to_grace).size() == 1);
    for (const ApiClient* person : {&peter, &brian}) CHECK(watch(*person).status() == 404);
    CHECK(watch(amina).status() == 403);
    CHECK(english(watch(amina).error.message).size() > 10);
    CHECK(watch(visitor).status() == 401);
    CHECK(david.call(WatchTicket{}, {make_ticket_number(1), true}).status() == 404);
    CHECK(david.call(WatchTicket{}, {"no number", true}).status() == 422);
    CHECK(server.rows("ticket_watch") == 1);
}

TEST_CASE_FIXTURE(WatchDesk, "students hear and see nothing of who watches") {
    const auto asked = [&](Form form) {
        return amina.call(GetTicket{}, {number}, form).reply.body +
               amina.call(ListOwnTickets{}, {}, form).reply.body +
               amina.call(StudentHome{}, {}, form).reply.body;
    };
    const std::string before[] = {asked(Form::binary), asked(Form::json)};
    EventStream owner(server, amina), staff(server, david);
    owner.greeting();
    staff.greeting();
    REQUIRE(watch(grace).status() == 200);
    CHECK(staff.next().news().tickets.front().internal);
    CHECK(asked(Form::binary) == before[0]);
    CHECK(asked(Form::json) == before[1]);
    const std::string other = file_ticket('b').ticket.number;
    CHECK(owner.next().news().tickets.front().number == other); // and nothing before
}

TEST_CASE_FIXTURE(WatchDesk,
                  "whomever a note calls by name is told once, finds it unread and watches from then on") {
    REQUIRE(grace.call(MarkSeen{}, {number, 1}).status() == 200);
    const auto unread = [&] { return grace.call(StaffWork{}, {})->page.rows.at(0).work.unread; };
    CHECK_FALSE(unread());
    note(david, 'b', "@grace, and once more @Grace Njeri: secret words. @Peter @Nobody x@Grace");
    CHECK(unread());
    REQUIRE(told(to_grace).size() == 1);
    CHECK(told(to_grace)[0] == "David Otieno mentions you in an internal note on " + number + ".");
    CHECK(last_mail().find("secret") == std::string::npos);
    CHECK(last_mail().find("/tickets/" + number) != std::string::npos);
    CHECK(told("peter@staff.example.edu").empty()); // does not work there
    const TicketView seen = seen_by(david);
    CHECK(seen.watchers == Ids{grace.person()});
    CHECK(story_of(seen) == "opened noted watched ");
    CHECK(seen.events.back().author_id == david.person());
    CHECK(seen.events.back().becomes == grace.person());

    note(david, 'c', "@Grace again."); // who watches already is mentioned, not told of a note as well
    CHECK(told(to_grace).size() == 2);
    CHECK(story_of(seen_by(david)) == "opened noted watched noted ");
    note(david, 'd', "No name.");
    REQUIRE(told(to_grace).size() == 3);
    CHECK(told(to_grace)[2].starts_with("David Otieno has left an internal note."));
    REQUIRE(watch(grace, false).status() == 200);
    note(david, 'f', "Without her.");
    CHECK(told(to_grace).size() == 3);
}

TEST_CASE_FIXTURE(WatchDesk,
                  "a note that is sent again tells nobody twice, and nobody is told of their own") {
    for (int i = 0; i < 2; ++i) note(david, 'b', "@Grace @David look.");
    CHECK(told(to_grace).size() == 1);
    CHECK(told("david@staff.example.edu").empty());
    CHECK(seen_by(david).watchers == Ids{grace.person()});
}

TEST_CASE_FIXTURE(WatchDesk, "what calls somebody by name is in a list of theirs until they have looked") {
    const auto mentions = [&](const ApiClient& by) {
        const auto work = by.call(StaffWork{}, {WorkList::mentions, {}, {}, {}});
        REQUIRE(work.status() == 200);
        REQUIRE(work->lists.size() == count_of<WorkList>());
        CHECK(work->lists.back() == static_cast<std::int64_t>(work->page.rows.size()));
        CHECK(work->kinds.empty());
        Ids numbers;
        for (const TicketRow& row : work->page.rows) numbers.push_back(row.number);
        return numbers;
    };
    const auto internal = [&] {
        std::int64_t lowest = 0;
        for (const TicketEvent& event : seen_by(grace).events) lowest = std::min(lowest, event.sequence);
        return lowest;
    };
    const std::string other = file_ticket('8').ticket.number;
    server.clock().advance(1'000);
    note(david, 'b', "@Grace look.");
    server.clock().advance(1'000);
    REQUIRE(david.call(NoteOnTicket{}, {std::string(32, 'c'), other, "@Grace, too."}).status() == 200);
    server.clock().advance(1'000);
    const std::int64_t first = internal();
    note(david, 'd', "@Grace again.");
    CHECK(mentions(grace) == Ids{number, other});
    CHECK(mentions(david).empty());
    CHECK(grace.call(StaffWork{}, {WorkList::mentions, {}, {}, {}})->page.rows[0].work.unread);
    CHECK(grace.call(StaffWork{}, {WorkList::mentions, WaitKind::late, {}, {}}).status() == 422);

    // What came after the page was read was not seen with it.
    REQUIRE(grace.call(MarkSeen{}, {number, 1, first}).status() == 200);
    REQUIRE(grace.call(MarkSeen{}, {other, 1, 0}).status() == 200);
    CHECK(mentions(grace) == Ids{number, other});
    REQUIRE(grace.call(MarkSeen{}, {number, 1, internal()}).status() == 200);
    CHECK(mentions(grace) == Ids{other});

    // A closed ticket still calls; one of another department does not.
    REQUIRE(david.call(SetStatus{}, {other, 1, Status::completed, "Done.", {}}).status() == 200);
    CHECK(mentions(grace) == Ids{other});
    server.changed_by_hand = true;
    server.store().write([&](store::Transaction& transaction) {
        transaction.connection().run("UPDATE ticket SET department = 'finance' WHERE number = $1", {other});
    });
    CHECK(mentions(grace).empty());
    REQUIRE(grace.call(DeleteAccount{}, {std::string(RunningServer::password)}).status() == 200);
    CHECK(server.rows("ticket_mention") == 0);
}

TEST_CASE_FIXTURE(WatchDesk, "in what the student reads a name calls nobody") {
    REQUIRE(david.call(SetStatus{}, {number, 1, Status::pending, "Dear @Grace Njeri", {}}).status() == 200);
    amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "@Grace Njeri please", {}});
    CHECK(told(to_grace).empty());
    CHECK(seen_by(david).watchers.empty());
    CHECK(server.rows("ticket_watch") == 0);
}

TEST_CASE_FIXTURE(WatchDesk, "the reason of a transfer calls those who work where the ticket goes") {
    const char* const fees = "student-finance-and-banking";
    REQUIRE(david.call(TransferTicket{}, {std::string(32, 'b'), number, 1, fees, "@Peter @Grace: money."})
                .status() == 200);
    send_when_due();
    CHECK(told(to_grace).empty());
    CHECK(told("peter@staff.example.edu") ==
          Ids{"David Otieno mentions you in an internal note on " + number + "."});
    CHECK(seen_by(peter).watchers == Ids{peter.person()});
    for (const TicketEvent& event : seen_by(peter).events)
        if (event.kind == EventKind::watched)
            CHECK(event.author_name == "David Otieno"); // whenever it is made
}

} // namespace
} // namespace stu::test
