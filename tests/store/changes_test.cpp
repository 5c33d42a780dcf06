// Who listens hears of what was committed, in order, and of nothing else.

#include "backend/store/mail/outbox.hpp"
#include "tests/store/desk_of_tickets.hpp"
#include "tests/store/heard.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace stu::store {
namespace {

TEST_CASE("a listener hears of a ticket's number, version, student and department once it is committed") {
    DeskOfTickets desk;
    Heard heard;
    desk.store.listeners().add(heard);
    {
        Transaction transaction = desk.store.write();
        desk.file(transaction, DeskOfTickets::start_ms);
        desk.set_status(transaction, desk.tickets.front(), Status::under_consideration,
                        DeskOfTickets::start_ms);
        CHECK(heard.all.empty());
        transaction.commit();
    }
    const Ticket& ticket = desk.tickets.front();
    REQUIRE(heard.all.size() == 1);
    CHECK_FALSE(heard.all.front().mail_queued);
    const std::vector<TicketChanged> filed_and_moved{
        {ticket.id, ticket.number, 1, desk.amina.user_id, "it"},
        {ticket.id, ticket.number, 2, desk.amina.user_id, "it"},
    };
    CHECK(heard.all.front().tickets == filed_and_moved);
}

TEST_CASE("a listener hears nothing of what was undone, of what changed nothing, and after it was removed") {
    DeskOfTickets desk;
    Heard heard;
    desk.store.listeners().add(heard);
    {
        Transaction transaction = desk.store.write();
        desk.file(transaction, DeskOfTickets::start_ms);
    }
    {
        Transaction transaction = desk.store.write();
        transaction.commit();
    }
    CHECK(heard.all.empty());

    desk.store.listeners().remove(heard);
    Transaction transaction = desk.store.write();
    desk.file(transaction, DeskOfTickets::start_ms);
    transaction.commit();
    CHECK(heard.all.empty());
}

TEST_CASE("a listener hears that there is mail") {
    DeskOfTickets desk;
    Heard heard;
    desk.store.listeners().add(heard);
    Transaction transaction = desk.store.write();
    OutgoingMail mail;
    mail.id = "1";
    mail.recipient = "amina@example.edu";
    insert_mail(transaction, mail);
    transaction.commit();
    REQUIRE(heard.all.size() == 1);
    CHECK(heard.all.front().mail_queued);
    CHECK(heard.all.front().tickets.empty());
}

} // namespace
} // namespace stu::store
