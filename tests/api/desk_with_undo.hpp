#pragma once
// A desk with two of staff in one department, and a response that one of them sends and may take back.

#include "backend/app/held_responses.hpp"
#include "tests/api/desk.hpp"

#include <string>
#include <vector>

namespace stu::test {

struct DeskWithUndo : Desk {
    ApiClient grace{server, server.sign_in(server.add_user("grace@staff.example.edu", "Grace Njeri", "it"))};
    std::string number = file_ticket().ticket.number;
    const std::string amina_reads = "amina@students.example.edu";

    StaffResponse response(Status to, std::string words, char digit = 'e', std::int64_t version = 1) const {
        return {std::string(32, digit), number, version, to, std::move(words), {}, {}};
    }
    /// The ten seconds go by.
    void send_when_due() {
        server.clock().advance(usual_undo_ms);
        app::send_due_responses(server.services(), 10'000);
    }
    TicketView seen_by(const ApiClient& person) const { return *person.call(GetTicket{}, {number}); }
    std::vector<std::string> mails() {
        return server.store().read([](store::Transaction& transaction) {
            std::vector<std::string> all;
            const auto row = transaction.connection().query(
                "SELECT recipient, subject, body, created_ms FROM outbox ORDER BY id");
            while (row->next()) all.push_back(row->text(0) + "|" + row->text(1) + "|" + row->text(2));
            return all;
        });
    }
    std::string staged_by(const ApiClient& person) const { return person.upload("a.pdf", pdf_of(1'000))->id; }
};

inline std::string last_kind(const TicketView& view) { return std::string(name_of(view.events.back().kind)); }

} // namespace stu::test
