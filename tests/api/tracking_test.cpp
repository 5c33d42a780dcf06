// Following a ticket by the link of its mail, without signing in; and numbers that lead nowhere.

#include "common/ticket_number.hpp"
#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

std::string secret_of(Desk& desk, const Ticket& ticket) {
    return desk.server.link_secret("amina@students.example.edu", "/track/" + ticket.number).substr(0, 20);
}

TEST_CASE("the link of the mail shows how the ticket stands, and nothing that anybody wrote") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    const std::string secret = secret_of(desk, ticket);
    for (const Form form : both_forms) {
        const auto seen = desk.visitor.call(FollowTicket{}, {ticket.number, secret}, form);
        REQUIRE(seen.status() == 200);
        CHECK(seen->number == ticket.number);
        CHECK(seen->department == "it");
        CHECK(seen->status == Status::pending);
        for (const char* said : {"Amina", "does not connect", "Wi-Fi", "BIT-2024"})
            CHECK(seen.reply.body.find(said) == std::string::npos);
    }
    desk.david.call(SetStatus{}, {ticket.number, 1, Status::rejected, "Because of this.", {}});
    const auto seen = desk.visitor.call(FollowTicket{}, {ticket.number, secret});
    CHECK(seen->status == Status::rejected);
    CHECK(seen.reply.body.find("Because") == std::string::npos);
}

TEST_CASE("a wrong secret, another ticket's secret and a number that does not exist are one answer") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket, other = desk.file_ticket('b').ticket;
    const std::string secret = secret_of(desk, other);
    const auto wrong = desk.visitor.call(FollowTicket{}, {ticket.number, std::string(20, 'a')});
    const auto foreign = desk.visitor.call(FollowTicket{}, {ticket.number, secret});
    const auto missing = desk.visitor.call(FollowTicket{}, {make_ticket_number(0x123456789), secret});
    for (const auto* each : {&wrong, &foreign, &missing}) {
        CHECK(each->status() == 404);
        CHECK(each->error.message == wrong.error.message);
    }
    CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, ""}).status() == 422);
    CHECK(desk.visitor.call(FollowTicket{}, {"not a number", secret}).status() == 422);
}

TEST_CASE("ten wrong tries a minute, which do not keep others at the same address from their own tickets") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    const std::string secret = secret_of(desk, ticket);
    for (int i = 0; i < 10; ++i)
        CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, std::string(20, 'a')}).status() == 404);
    CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, std::string(20, 'a')}).status() == 429);
    // 80 random bits need no help from a lock, and a campus shares an address.
    CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, secret}).status() == 200);

    // Who has been refused writes no more, or a flood would keep the disk busy.
    const auto counted = [&] {
        store::Transaction transaction = desk.server.store().read();
        const auto row = transaction.connection().query("SELECT SUM(events) FROM rate");
        return row->next() ? row->integer(0) : 0;
    };
    const std::int64_t before = counted();
    for (int i = 0; i < 5; ++i)
        CHECK(desk.visitor.call(FollowTicket{}, {ticket.number, std::string(20, 'a')}).status() == 429);
    CHECK(counted() == before);

    // Who is signed in has a count of their own, and always finds their own tickets.
    for (std::uint64_t i = 0; i < 10; ++i)
        CHECK(desk.brian.call(GetTicket{}, {make_ticket_number(1'000 + i)}).status() == 404);
    CHECK(desk.brian.call(GetTicket{}, {ticket.number}).status() == 429);
    CHECK(desk.amina.call(GetTicket{}, {ticket.number}).status() == 200);
}

} // namespace
} // namespace stu::test
