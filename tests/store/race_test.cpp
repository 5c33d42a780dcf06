// What is unique and what is counted stays so when two servers with one database do it at the same moment.

#include "backend/store/mail/outbox.hpp"
#include "backend/store/people/access_codes.hpp"
#include "backend/store/people/account_tokens.hpp"
#include "backend/store/people/challenges.hpp"
#include "backend/store/people/rates.hpp"
#include "backend/store/tickets/attachments.hpp"
#include "backend/store/tickets/watchers.hpp"
#include "tests/store/crowd.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

namespace stu::store {
namespace {

constexpr std::int64_t moment = DeskOfTickets::start_ms;
constexpr int racers = 8;

/// A desk, and a second server beside it.
struct TwoServers : DeskOfTickets {
    Store other{place.database(), std::chrono::seconds(20)};
    Store first{place.database(), std::chrono::seconds(20)};

    /// How many of the racers, half of them on each server, got `true` of `function`.
    template <class Function> int winners(Function function) {
        std::atomic<int> won{0};
        test::at_once(racers, [&](int number) {
            if ((number % 2 == 0 ? first : other).write([&](Transaction& transaction) {
                    return function(transaction, number);
                }))
                ++won;
        });
        return won;
    }

    Ticket ticket_of(std::string number) {
        Ticket ticket;
        ticket.id = security::make_id(ids, moment);
        ticket.number = std::move(number);
        ticket.owner_id = amina.user_id;
        ticket.department = "it";
        ticket.service = it_services[0];
        ticket.subject = "A subject";
        ticket.created_ms = ticket.updated_ms = moment;
        return ticket;
    }
    std::int64_t rows(const std::string& what) {
        return store.read([&](Transaction& transaction) {
            const auto row = transaction.connection().query("SELECT COUNT(" + what + ") FROM ticket");
            row->next();
            return row->integer(0);
        });
    }
};

TEST_CASE("a limit is never passed") {
    TwoServers desk;
    std::atomic<int> counted{0};
    for (int round = 0; round < 3; ++round)
        counted += desk.winners([](Transaction& transaction, int) {
            return count_events(transaction, "bucket", moment, 1'000, 1, 13);
        });
    CHECK(counted == 13);
    desk.store.read(
        [](Transaction& transaction) { CHECK(rate_of(transaction, "bucket", moment).events == 13); });
}

TEST_CASE("an access code opens as many accounts as it has uses, and none once it is revoked") {
    TwoServers desk;
    desk.store.write([](Transaction& transaction) {
        insert_access_code(transaction, {"1", "it", moment, moment + 1'000, 0, 3}, "hash");
        insert_access_code(transaction, {"2", "it", moment, moment + 1'000, 0, 3}, "revoked");
        revoke_access_code(transaction, "2", moment);
    });
    CHECK(desk.winners([](Transaction& transaction, int) {
        return use_access_code(transaction, "hash", moment);
    }) == 3);
    CHECK(desk.winners([](Transaction& transaction, int) {
        return use_access_code(transaction, "revoked", moment);
    }) == 0);
    CHECK(desk.winners([](Transaction& transaction, int) {
        return use_access_code(transaction, "hash", moment + 1'000);
    }) == 0);
}

TEST_CASE("nobody has more files waiting than they may") {
    TwoServers desk;
    CHECK(desk.winners([&](Transaction& transaction, int number) {
        return stage_attachment(transaction, {std::to_string(number), "a.pdf", 1}, desk.amina.user_id, "x",
                                "sha", moment, moment + 1'000, 5);
    }) == 5);
}

TEST_CASE("a mail is leased by one worker") {
    TwoServers desk;
    constexpr int mails = 20;
    desk.store.write([](Transaction& transaction) {
        for (int i = 0; i < mails; ++i) {
            OutgoingMail mail;
            mail.id = std::to_string(i);
            mail.created_ms = moment;
            insert_mail(transaction, mail);
        }
    });
    std::mutex mutex;
    std::map<std::string, int> leased;
    for (int round = 0; round < 3; ++round)
        desk.winners([&](Transaction& transaction, int) {
            const auto mail = lease_mail(transaction, moment, moment + 1'000);
            if (!mail) return false;
            CHECK(mail->attempts == 1);
            const std::lock_guard lock(mutex);
            ++leased[mail->id];
            return true;
        });
    CHECK(leased.size() == mails);
}

TEST_CASE("of presses that begin to watch, or stop, one counts") {
    TwoServers desk;
    desk.store.write([&](Transaction& transaction) { desk.file(transaction, moment); });
    for (const bool watching : {true, false}) {
        CHECK(desk.winners([&](Transaction& transaction, int) {
            return set_watching(transaction, desk.tickets[0].id, desk.david.user_id, watching);
        }) == 1);
        desk.store.read([&](Transaction& transaction) {
            CHECK(watchers_of(transaction, desk.tickets[0].id).size() == (watching ? 1 : 0));
        });
    }
}

TEST_CASE("links and proofs of work are used once") {
    TwoServers desk;
    desk.store.write([&](Transaction& transaction) {
        put_token(transaction, {desk.amina.user_id, TokenPurpose::reset_password, "", moment + 1'000},
                  "hash");
    });
    CHECK(desk.winners([](Transaction& transaction, int) {
        return take_token(transaction, TokenPurpose::reset_password, "hash", moment).has_value();
    }) == 1);
    CHECK(desk.winners([](Transaction& transaction, int) {
        return use_challenge(transaction, "challenge", moment + 1'000);
    }) == 1);
}

TEST_CASE("a draft that is sent several times becomes one ticket") {
    TwoServers desk;
    CHECK(desk.winners([&](Transaction& transaction, int number) {
        if (find_ticket_by_request(transaction, desk.amina.user_id, "draft")) return false;
        insert_ticket(transaction, desk.ticket_of("NUMBER-" + std::to_string(number)), "draft");
        return true;
    }) == 1);
    CHECK(desk.rows("*") == 1);
}

TEST_CASE("tickets of one moment have numbers and places of their own") {
    TwoServers desk;
    CHECK(desk.winners([&](Transaction& transaction, int number) {
        int free = 0; // all look for one in the same order
        while (find_ticket(transaction, "NUMBER-" + std::to_string(free))) ++free;
        insert_ticket(transaction, desk.ticket_of("NUMBER-" + std::to_string(free)),
                      "draft " + std::to_string(number));
        return true;
    }) == racers);
    CHECK(desk.rows("DISTINCT number") == racers);
    CHECK(desk.rows("DISTINCT serial") == racers);
}

TEST_CASE("a repeated change is made once") {
    TwoServers desk;
    desk.store.write([&](Transaction& transaction) { desk.file(transaction, moment); });
    const Ticket filed = desk.tickets.front();
    CHECK(desk.winners([&](Transaction& transaction, int) {
        if (find_repeated(transaction, desk.david.user_id, "change")) return false;
        Ticket ticket = find_ticket_by_id(transaction, filed.id).value();
        const CountedTicket before = counted(ticket);
        const StatusChange change{ticket.number, ticket.version, Status::under_consideration, "", ""};
        const auto event = change_status(ticket, change, desk.david, moment);
        if (!event) return false;
        update_ticket(transaction, ticket, before);
        insert_event(transaction, ticket.id, event.value(), "change");
        return true;
    }) == 1);
}

TEST_CASE("who changes a ticket that somebody else has changed since it was read runs again and sees that") {
    TwoServers desk;
    desk.store.write([&](Transaction& transaction) { desk.file(transaction, moment); });
    const std::string id = desk.tickets.front().id;
    std::vector<std::int64_t> seen;
    desk.store.write([&](Transaction& transaction) {
        Ticket ticket = find_ticket_by_id(transaction, id).value();
        seen.push_back(ticket.version);
        // As where many write at once: somebody else was faster than the first run.
        if (seen.size() == 1) ++ticket.version;
        const CountedTicket before = counted(ticket);
        const Answer words{"", ticket.number, "An answer.", {}};
        const TicketEvent event = record_answer(ticket, words, desk.amina, moment).value();
        update_ticket(transaction, ticket, before);
        insert_event(transaction, ticket.id, event);
    });
    CHECK(seen == std::vector<std::int64_t>{1, 1});
    desk.store.read([&](Transaction& transaction) {
        CHECK(find_ticket_by_id(transaction, id)->version == 2);
        CHECK(load_events(transaction, id).size() == 2);
    });
}

TEST_CASE("notes of one moment are all kept") {
    TwoServers desk;
    desk.store.write([&](Transaction& transaction) { desk.file(transaction, moment); });
    const Ticket ticket = desk.tickets.front();
    CHECK(desk.winners([&](Transaction& transaction, int) {
        return insert_internal_event(transaction, ticket, note_event(ticket, "A note.", desk.david, moment)) <
               0;
    }) == racers);
    desk.store.read([&](Transaction& transaction) {
        CHECK(load_events(transaction, ticket.id).size() == racers + 1);
        CHECK(find_event(transaction, ticket.id, -racers)->text == "A note.");
    });
}

TEST_CASE("an address gets one account") {
    TwoServers desk;
    CHECK(desk.winners([&](Transaction& transaction, int number) {
        if (find_user_by_email(transaction, "new@example.edu")) return false;
        StoredUser stored;
        stored.user.id = std::to_string(number);
        stored.user.email = "new@example.edu";
        insert_user(transaction, stored, moment);
        return true;
    }) == 1);
}

TEST_CASE("who lost a race for a key runs again, and nothing of the lost run stays") {
    TwoServers desk;
    int runs = 0;
    desk.store.write([&](Transaction& transaction) {
        insert_ticket(transaction, desk.ticket_of("NUMBER-" + std::to_string(runs)), "draft");
        // As where many write at once: it was free when the first run looked.
        if (++runs == 1) insert_ticket(transaction, desk.ticket_of("NUMBER-0"), "another draft");
    });
    CHECK(runs == 2);
    CHECK(desk.rows("*") == 1);
    desk.store.read([](Transaction& transaction) { CHECK(find_ticket(transaction, "NUMBER-1")); });
}

TEST_CASE("who loses each time gives up soon, and leaves nothing") {
    TwoServers desk;
    int runs = 0;
    const auto begun = std::chrono::steady_clock::now();
    const auto lose = [&](Transaction& transaction) {
        ++runs;
        insert_ticket(transaction, desk.ticket_of("NUMBER"), "draft");
        insert_ticket(transaction, desk.ticket_of("NUMBER"), "another draft");
    };
    CHECK_THROWS_AS(desk.store.write(lose), sql::Trouble);
    CHECK(runs > 1);
    CHECK(runs < 40);
    CHECK(std::chrono::steady_clock::now() - begun < Store::usual_patience);
    CHECK(desk.rows("*") == 0);
}

TEST_CASE("a function that fails on its second run is undone, and its fault comes out") {
    TwoServers desk;
    int runs = 0;
    const auto fail = [&](Transaction& transaction) {
        if (++runs == 2) throw std::runtime_error("a bug");
        insert_ticket(transaction, desk.ticket_of("NUMBER"), "draft");
        insert_ticket(transaction, desk.ticket_of("NUMBER"), "another draft");
    };
    CHECK_THROWS_WITH_AS(desk.store.write(fail), "a bug", std::runtime_error);
    CHECK(runs == 2);
    CHECK(desk.rows("*") == 0);
}

} // namespace
} // namespace stu::store
