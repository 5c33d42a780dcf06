#pragma once
// A department full of tickets that went all the ways there are, at random from a seed, and the same tickets
// in plain memory to count by hand.

#include "backend/security/random.hpp"
#include "backend/store/people/users.hpp"
#include "backend/store/schema/migrations.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/transfers.hpp"
#include "common/ticket_number.hpp"
#include "common/transfer.hpp"
#include "tests/support/migrated_database.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace stu::store {

struct DeskOfTickets {
    static constexpr std::int64_t start_ms = 1'767'200'000'000; // within a day, in December 2025
    static constexpr std::array<std::string_view, 3> it_services{"technical-support", "digital-library",
                                                                 "course-access"};

    test::TemporaryDatabase place{test::migrated_database()};
    Store store{place.database()};
    security::SystemRandom ids;
    std::mt19937_64 dice{20261124};
    Actor amina{"", "Amina Wanjiru", "amina@example.edu", Role::student, {}};
    Actor david{"", "David Otieno", "david@example.edu", Role::staff, {"it"}};
    std::vector<Ticket> tickets; ///< as they stand now
    struct Turned {
        std::string department;
        std::int64_t at_ms = 0;
        bool closed = false; ///< otherwise reopened
    };
    std::vector<Turned> turned; ///< in which department, whatever became of the ticket since

    DeskOfTickets() {
        Transaction transaction = store.write();
        for (Actor* person : {&amina, &david}) {
            person->user_id = security::make_id(ids, start_ms);
            StoredUser stored;
            stored.user = {person->user_id, person->email,      person->name, "",
                           person->role,    person->departments};
            stored.password_hash = "none";
            insert_user(transaction, stored, start_ms);
        }
        transaction.commit();
    }

    std::size_t pick(std::size_t count) { return static_cast<std::size_t>(dice() % count); }

    /// Files a ticket at `at_ms` and keeps it.
    Ticket& file(Transaction& transaction, std::int64_t at_ms, std::string_view department = "it",
                 std::string_view service = it_services[0], std::string_view subject = "A subject",
                 std::string_view message = "A message.", std::string number = {}) {
        Ticket ticket;
        ticket.id = security::make_id(ids, at_ms);
        ticket.number = number.empty() ? make_ticket_number(ids.number()) : std::move(number);
        ticket.owner_id = amina.user_id;
        ticket.department = department;
        ticket.service = service;
        ticket.student_name = amina.name;
        ticket.email = amina.email;
        ticket.subject = subject;
        ticket.message = message;
        ticket.created_ms = ticket.updated_ms = at_ms;
        note_turn(ticket, opened_event(ticket));
        insert_ticket(transaction, ticket, ids.hex(16));
        insert_event(transaction, ticket.id, opened_event(ticket));
        return tickets.emplace_back(std::move(ticket));
    }

    /// As many tickets of a moment as PostgreSQL reads before it asks its index of words. Their numbers begin
    /// like no word, as "500" or "OR" of the usual ones may.
    void file_crowd(Transaction& transaction, std::int64_t at_ms) {
        for (int i = 100; i < 300; ++i)
            file(transaction, at_ms, "it", it_services[0], "A subject", "A message.",
                 "ZZZZ-Z" + std::to_string(i));
    }

    void store_step(Transaction& transaction, const Ticket& ticket, const CountedTicket& before,
                    const TicketEvent& event) {
        update_ticket(transaction, ticket, before);
        insert_event(transaction, ticket.id, event);
        if (is_closed(event.from) != is_closed(event.to))
            turned.push_back({ticket.department, event.at_ms, is_closed(event.to)});
    }
    void set_status(Transaction& transaction, Ticket& ticket, Status to, std::int64_t at_ms) {
        const CountedTicket before = counted(ticket);
        StatusChange change{ticket.number, ticket.version, to, "Because.", ""};
        if (to == Status::duplicate) change.duplicate_of = tickets.front().number;
        store_step(transaction, ticket, before, change_status(ticket, change, david, at_ms).value());
    }
    void answer(Transaction& transaction, Ticket& ticket, std::int64_t at_ms) {
        const CountedTicket before = counted(ticket);
        const Answer words{"", ticket.number, "An answer.", {}};
        store_step(transaction, ticket, before, record_answer(ticket, words, amina, at_ms).value());
    }

    void withdraw(Transaction& transaction, Ticket& ticket, std::int64_t at_ms) {
        const CountedTicket before = counted(ticket);
        const TicketWithdrawal wish{"", ticket.number, ticket.version};
        store_step(transaction, ticket, before, withdraw_ticket(ticket, wish, amina, at_ms).value());
    }
    void reopen(Transaction& transaction, Ticket& ticket, std::int64_t at_ms) {
        const CountedTicket before = counted(ticket);
        const TicketReopening wish{"", ticket.number, ticket.version, "Again."};
        store_step(transaction, ticket, before, reopen_ticket(ticket, wish, amina, at_ms).value());
    }

    void transfer(Transaction& transaction, Ticket& ticket, std::string_view department,
                  std::string_view service, std::int64_t at_ms) {
        const Ticket before = ticket;
        const TicketTransfer wish{"", ticket.number, ticket.version, std::string(service), ""};
        const auto event = transfer_ticket(ticket, wish, department, david, at_ms);
        move_ticket(transaction, ticket, before);
        insert_event(transaction, ticket.id, event.value());
    }

    bool with_transfers = true; ///< which earlier versions do not have

    /// `count` tickets of two departments over `days`, each moved on by up to six random steps.
    void fill(std::size_t count, std::int64_t days) {
        Transaction transaction = store.write();
        tickets.reserve(count + 1);
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t at =
                start_ms + static_cast<std::int64_t>(pick(static_cast<std::size_t>(days * day_ms)));
            const bool finance = pick(5) == 0;
            move_on(transaction, file(transaction, at, finance ? "finance" : "it",
                                      finance ? "student-finance-and-banking" : it_services[pick(3)]));
        }
        transaction.commit();
    }

    template <class Keep> std::int64_t count_if(Keep keep) const {
        return static_cast<std::int64_t>(std::count_if(tickets.begin(), tickets.end(), keep));
    }

  private:
    void move_on(Transaction& transaction, Ticket& ticket) {
        std::int64_t at = ticket.created_ms;
        for (std::size_t steps = pick(7); steps > 0; --steps) {
            // From seconds to weeks, so that every rounding of a duration occurs.
            at += static_cast<std::int64_t>(pick(std::size_t{1} << (10 + pick(22))));
            if (can_reopen(ticket, at) && (ticket.withdrawn_ms != 0 || pick(3) == 0)) {
                if (pick(2) == 0) reopen(transaction, ticket, at);
                continue;
            }
            if (ticket.withdrawn_ms != 0) continue;
            if (!is_closed(ticket.status) && pick(8) == 0) {
                withdraw(transaction, ticket, at);
                continue;
            }
            if (with_transfers && pick(6) == 0) {
                if (ticket.department == "finance")
                    transfer(transaction, ticket, "it", it_services[pick(3)], at);
                else
                    transfer(transaction, ticket, "finance", "student-finance-and-banking", at);
                continue;
            }
            if (!is_closed(ticket.status) && pick(3) == 0) {
                answer(transaction, ticket, at);
                continue;
            }
            const auto next = next_statuses(ticket.status);
            const Status to = next[pick(next.size())];
            if (to == Status::duplicate && ticket.number == tickets.front().number) continue;
            set_status(transaction, ticket, to, at);
        }
    }
};

} // namespace stu::store
