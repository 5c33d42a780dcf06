// Responses that wait: kept as they are, one on a ticket, with files that nobody else gets.

#include "backend/security/sha256.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "tests/store/desk_of_tickets.hpp"
#include "tests/store/heard.hpp"

#include <doctest/doctest.h>

namespace stu::store {
namespace {

constexpr std::int64_t taken_ms = DeskOfTickets::start_ms;

struct DeskWithHeld : DeskOfTickets {
    Ticket ticket, other;

    DeskWithHeld() {
        store.write([&](Transaction& transaction) {
            ticket = file(transaction, taken_ms);
            other = file(transaction, taken_ms);
        });
    }
    HeldResponse response(char digit = 'a', std::int64_t due_ms = taken_ms + usual_undo_ms) const {
        HeldResponse held;
        held.request_id = std::string(32, digit);
        held.author_id = david.user_id;
        held.author_name = david.name;
        held.version = 1;
        held.from = Status::pending;
        held.to = Status::duplicate;
        held.text = "As the other one.";
        held.duplicate_of = other.number;
        held.created_ms = taken_ms;
        held.due_ms = due_ms;
        return held;
    }
    void hold(const Ticket& on, const HeldResponse& held) {
        store.write([&](Transaction& transaction) { hold_response(transaction, on, held); });
    }
    void stage(const std::string& id) {
        store.write([&](Transaction& transaction) {
            stage_attachment(transaction, {id, id + ".pdf", 3}, david.user_id, "PDF", security::sha256("PDF"),
                             taken_ms, taken_ms + day_ms);
        });
    }
    template <class Function> auto read(Function function) { return store.read(function); }
};

TEST_CASE("a response is kept as it was taken, and its ticket stays as it is") {
    DeskWithHeld desk;
    Heard heard;
    desk.store.listeners().add(heard);
    desk.hold(desk.ticket, desk.response());
    desk.store.listeners().remove(heard);
    REQUIRE(heard.all.size() == 1);
    CHECK(heard.all.front().response_held);
    REQUIRE(heard.all.front().tickets.size() == 1);
    CHECK(heard.all.front().tickets.front().internal);
    CHECK(heard.all.front().tickets.front().version == 1);
    desk.read([&](Transaction& transaction) {
        const HeldResponse held = held_on(transaction, desk.ticket.id).value(), taken = desk.response();
        CHECK(held.request_id == taken.request_id);
        CHECK(held.author_id == taken.author_id);
        CHECK(held.author_name == taken.author_name);
        CHECK(held.version == 1);
        CHECK(held.from == Status::pending);
        CHECK(held.to == Status::duplicate);
        CHECK(held.text == taken.text);
        CHECK(held.duplicate_of == desk.other.number);
        CHECK(held.created_ms == taken_ms);
        CHECK(held.due_ms == taken_ms + usual_undo_ms);
        CHECK(held.files.empty());
        CHECK_FALSE(held_on(transaction, desk.other.id));
        CHECK(ticket_holding(transaction, desk.david.user_id, taken.request_id) == desk.ticket.id);
        CHECK_FALSE(ticket_holding(transaction, desk.amina.user_id, taken.request_id));
        const Ticket now = find_ticket_by_id(transaction, desk.ticket.id).value();
        CHECK(now.version == 1);
        CHECK(now.status == Status::pending);
        CHECK(now.updated_ms == taken_ms);
        CHECK(load_events(transaction, desk.ticket.id).size() == 1);
    });
}

TEST_CASE("one response waits on a ticket, and one under an author's request id") {
    DeskWithHeld desk;
    desk.hold(desk.ticket, desk.response('a'));
    for (const auto& [on, digit] : {std::pair{&desk.ticket, 'b'}, std::pair{&desk.other, 'a'}})
        CHECK_THROWS_AS(desk.store.write(std::chrono::milliseconds(50),
                                         [&, on = on, digit = digit](Transaction& transaction) {
                                             hold_response(transaction, *on, desk.response(digit));
                                         }),
                        sql::Trouble);
    desk.hold(desk.other, desk.response('b'));
}

TEST_CASE("what is due comes in order, and what is next is known") {
    DeskWithHeld desk;
    desk.hold(desk.ticket, desk.response('a', taken_ms + 200));
    desk.hold(desk.other, desk.response('b', taken_ms + 100));
    desk.read([&](Transaction& transaction) {
        const auto due = [&](std::int64_t now) { return tickets_with_due_response(transaction, now); };
        CHECK(due(taken_ms + 99).empty());
        CHECK(due(taken_ms + 100) == std::vector{desk.other.id});
        CHECK(due(taken_ms + 200) == std::vector{desk.other.id, desk.ticket.id});
        CHECK(next_response_due_ms(transaction, taken_ms) == taken_ms + 100);
        CHECK(next_response_due_ms(transaction, taken_ms + 100) == taken_ms + 200);
        CHECK_FALSE(next_response_due_ms(transaction, taken_ms + 200));
    });
}

TEST_CASE("files that wait neither expire nor are claimed, and go where the response goes") {
    DeskWithHeld desk;
    for (const char* id : {"one", "two"}) desk.stage(id);
    desk.hold(desk.ticket, desk.response());
    const bool kept = desk.store.write([&](Transaction& transaction) {
        return hold_attachments(transaction, {"two", "one"}, desk.david.user_id, desk.ticket.id, taken_ms);
    });
    REQUIRE(kept);
    desk.store.write([&](Transaction& transaction) {
        delete_expired_attachments(transaction, taken_ms + 10 * day_ms);
        CHECK(count_staged(transaction, desk.david.user_id, taken_ms) == 0);
        CHECK_FALSE(claim_attachments(transaction, {"one"}, desk.david.user_id, desk.other.id, 1, taken_ms));
        CHECK_FALSE(hold_attachments(transaction, {"one"}, desk.david.user_id, desk.ticket.id, taken_ms));
        const HeldResponse held = held_on(transaction, desk.ticket.id).value();
        REQUIRE(held.files.size() == 2);
        CHECK(held.files[0].id == "two");
        CHECK(held.files[1].file_name == "one.pdf");
        CHECK(ticket_holding_file(transaction, "one") == desk.ticket.id);
        CHECK(ticket_attachments(transaction, desk.ticket.id).empty());
    });
    SUBCASE("sent") {
        desk.store.write([&](Transaction& transaction) {
            end_holding(transaction, desk.ticket.id, 1);
            CHECK_FALSE(held_on(transaction, desk.ticket.id));
            CHECK_FALSE(ticket_holding_file(transaction, "one"));
            const auto files = ticket_attachments(transaction, desk.ticket.id);
            REQUIRE(files.size() == 2);
            CHECK(files[0].file.id == "two");
            CHECK(files[0].event == 1);
        });
    }
    SUBCASE("taken back") {
        desk.store.write([&](Transaction& transaction) {
            end_holding_unsent(transaction, desk.ticket.id, held_on(transaction, desk.ticket.id).value(),
                               taken_ms + 20 * day_ms);
            CHECK_FALSE(held_on(transaction, desk.ticket.id));
            CHECK(count_staged(transaction, desk.david.user_id, taken_ms) == 2);
            CHECK(claim_attachments(transaction, {"one"}, desk.david.user_id, desk.other.id, 1, taken_ms));
        });
    }
    SUBCASE("their owner has gone") {
        desk.store.write([&](Transaction& transaction) {
            delete_attachments_of(transaction, desk.david.user_id);
            erase_person(transaction, desk.david.user_id, "Former member of staff");
            const HeldResponse held = held_on(transaction, desk.ticket.id).value();
            CHECK(held.files.empty());
            CHECK(held.author_name == "Former member of staff");
            end_holding(transaction, desk.ticket.id, 1);
        });
    }
}

TEST_CASE("files of somebody else, unknown or expired ones are not kept for a response") {
    DeskWithHeld desk;
    desk.stage("one");
    desk.hold(desk.ticket, desk.response());
    desk.store.write([&](Transaction& transaction) {
        const auto kept = [&](const char* id, const std::string& owner, std::int64_t now) {
            return hold_attachments(transaction, {id}, owner, desk.ticket.id, now);
        };
        CHECK_FALSE(kept("one", desk.amina.user_id, taken_ms));
        CHECK_FALSE(kept("two", desk.david.user_id, taken_ms));
        CHECK_FALSE(kept("one", desk.david.user_id, taken_ms + day_ms));
        CHECK(kept("one", desk.david.user_id, taken_ms));
    });
}

} // namespace
} // namespace stu::store
