// What may be written on a ticket can be read: there is an end to it, for students before staff.

#include "backend/store/tickets/tickets.hpp"
#include "frontend-wasm/app/effect.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/alike.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

/// The character that takes most bytes.
std::string emoji(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "\U0001F64F";
    return text;
}

struct DeskWithTicket : Desk {
    Ticket ticket = file_ticket().ticket;

    /// As if so much had been written on it, ten thousand characters at a time.
    void write(std::size_t characters) {
        store::Transaction transaction = server.store().write();
        const std::string text = emoji(max_remark);
        for (std::size_t i = 0; i < characters / max_remark; ++i) {
            const store::CountedTicket before = store::counted(ticket);
            const Actor staff{"", "IT", "it@staff.example.edu", Role::staff, {"it"}};
            StatusChange change{ticket.number, ticket.version, Status::under_consideration, text, ""};
            TicketEvent event = change_status(ticket, change, staff, server.clock().now_ms()).value();
            store::update_ticket(transaction, ticket, before);
            store::insert_event(transaction, ticket.id, event);
        }
        transaction.commit();
    }
    Answered<TicketView> answer(const std::string& text) {
        return amina.call(AnswerTicket{}, {security::SystemRandom().hex(16), ticket.number, text, {}});
    }
    Answered<TicketView> set(Status to, const std::string& remark) {
        const auto answered = david.call(SetStatus{}, {ticket.number, ticket.version, to, remark, ""});
        if (answered.status() == 200) ticket = answered->ticket;
        return answered;
    }
    bool app_can_show_it(const ApiClient& reader) {
        const Reply reply = reader.call(GetTicket{}, {ticket.number}).reply;
        return bool(app::decode_reply<TicketView>({reply.status, reply.body}));
    }
};

TEST_CASE_FIXTURE(DeskWithTicket,
                  "a ticket ends before it is too long to be opened, and can still be closed") {
    write(max_history_of_student - max_remark);
    CHECK(answer(emoji(max_remark)).status() == 200);
    ++ticket.version;
    const auto refused = answer("x");
    CHECK(refused.status() == 409);
    CHECK(english(refused.error.message).find("file a new ticket") != std::string::npos);

    CHECK(set(Status::under_consideration, emoji(max_remark)).status() == 200);
    write(max_history_of_staff - max_history_of_student - 2 * max_remark);
    CHECK(set(Status::under_consideration, emoji(max_remark)).status() == 200);
    CHECK(set(Status::under_consideration, emoji(max_remark)).status() == 409);
    for (std::size_t i = 0; i < tried_of(50); ++i)
        CHECK(set(Status::under_consideration, emoji(always_room_for)).status() == 200);
    CHECK(set(Status::completed, "Done.").status() == 200);
    CHECK(app_can_show_it(david));
    CHECK(app_can_show_it(amina));
}

} // namespace
} // namespace stu::test
