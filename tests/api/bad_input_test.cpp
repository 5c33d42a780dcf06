// Each kind of bad input: its status, a sentence, and nothing stored.

#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <functional>

namespace stu::test {
namespace {

/// Everything that a request could have stored.
std::vector<std::int64_t> stored(RunningServer& server) {
    std::vector<std::int64_t> rows;
    for (const char* table : {"app_user", "session", "ticket", "ticket_event", "attachment",
                              "attachment_content", "outbox", "ticket_count"})
        rows.push_back(server.rows(table));
    return rows;
}

/// Status and sentence as expected, in the asker's form, and not a row more than before.
void refused(Desk& desk, int status, const std::function<std::pair<int, Error>()>& attempt) {
    const auto before = stored(desk.server);
    const auto [got, error] = attempt();
    CHECK(got == status);
    CHECK(english(error.message).size() > 10);
    CHECK(error.request_id.size() == 16);
    CHECK(stored(desk.server) == before);
}

template <class Answered> std::pair<int, Error> outcome(const Answered& answered) {
    return {answered.status(), answered.error};
}

TEST_CASE("PDFs: size and kind") {
    Desk desk;
    refused(desk, 413, [&] { return outcome(desk.amina.upload("big.pdf", pdf_of(2'097'153))); });
    refused(desk, 415, [&] { return outcome(desk.amina.upload("a.pdf", "MZ" + std::string(1'000, 'x'))); });
    refused(desk, 415, [&] { return outcome(desk.amina.upload("empty.pdf", "")); });
    refused(desk, 401, [&] { return outcome(desk.visitor.upload("a.pdf", pdf_of(1'000))); });
    refused(desk, 401, [&] { return outcome(desk.visitor.upload("a.pdf", pdf_of(2'000'000))); });

    const auto largest = desk.amina.upload("largest.pdf", pdf_of(2'097'152));
    REQUIRE(largest.status() == 200);
    CHECK(desk.amina.get("/api/attachments.download?id=" + largest->id).body == pdf_of(2'097'152));
}

TEST_CASE("uploads that no ticket claims are limited and expire") {
    Desk desk;
    for (int i = 0; i < 20; ++i) REQUIRE(desk.amina.upload("a.pdf", pdf_of(1'000)).status() == 200);
    refused(desk, 429, [&] { return outcome(desk.amina.upload("a.pdf", pdf_of(1'000))); });
    CHECK(desk.brian.upload("a.pdf", pdf_of(1'000)).status() == 200);
    desk.server.clock().advance(24 * 3'600'000 + 1);
    worker::tidy(desk.server.store(), desk.server.clock().now_ms());
    CHECK(desk.server.rows("attachment") == 0);
    CHECK(desk.server.rows("attachment_content") == 0);
}

TEST_CASE("a ticket that breaks a rule") {
    Desk desk;
    struct Case {
        const char* field;
        std::function<void(NewTicket&)> spoil;
    };
    const std::vector<Case> cases{
        {"subject", [](NewTicket& draft) { draft.subject = "  "; }},
        {"subject", [](NewTicket& draft) { draft.subject = std::string(151, 'x'); }},
        {"subject", [](NewTicket& draft) { draft.subject = "\u200B"; }},
        {"message", [](NewTicket& draft) { draft.message = std::string(10'001, 'x'); }},
        {"message", [](NewTicket& draft) { draft.message.clear(); }},
        {"name", [](NewTicket& draft) { draft.name.clear(); }},
        {"service", [](NewTicket& draft) { draft.service = "unknown-department"; }},
        {"service", [](NewTicket& draft) { draft.service.clear(); }},
        {"request_id", [](NewTicket& draft) { draft.request_id = "1"; }},
        {"attachments",
         [](NewTicket& draft) { draft.attachments = {"01a20390-82a3-7d06-a290-614632022344"}; }},
        {"attachments", [](NewTicket& draft) { draft.attachments.assign(6, "x"); }},
    };
    for (const Form form : both_forms)
        for (const Case& each : cases) {
            CAPTURE(each.field);
            NewTicket draft = good_draft();
            each.spoil(draft);
            refused(desk, 422, [&] {
                const auto answered = desk.amina.call(CreateTicket{}, draft, form);
                CHECK(!message_for(answered.error.details, each.field).empty());
                return outcome(answered);
            });
        }
    NewTicket longest = good_draft();
    longest.message = std::string(10'000, 'x');
    CHECK(desk.amina.call(CreateTicket{}, longest).status() == 200);
}

TEST_CASE("a change that breaks a rule") {
    Desk desk;
    const std::string number = desk.file_ticket().ticket.number;
    REQUIRE(desk.david.call(SetStatus{}, {number, 1, Status::under_consideration, "", {}}).status() == 200);
    for (const Form form : both_forms) {
        refused(desk, 409, [&] {
            return outcome(desk.david.call(SetStatus{}, {number, 1, Status::completed, "", {}}, form));
        });
        refused(desk, 422, [&] {
            return outcome(desk.david.call(SetStatus{}, {number, 2, Status::rejected, "", {}}, form));
        });
        refused(desk, 422, [&] {
            return outcome(desk.david.call(SetStatus{}, {number, 2, Status::duplicate, "", "7QHD"}, form));
        });
        refused(desk, 422, [&] { return outcome(desk.amina.call(GetTicket{}, {"no number"}, form)); });
    }
    REQUIRE(desk.david.call(SetStatus{}, {number, 2, Status::completed, "", {}}).status() == 200);
    refused(desk, 409, [&] {
        return outcome(desk.amina.call(AnswerTicket{}, {std::string(32, 'c'), number, "Wait!", {}}));
    });
}

TEST_CASE("an unknown status, in both forms") {
    Desk desk;
    const StatusChange change{desk.file_ticket().ticket.number, 1, Status::completed, "", {}};
    std::string json = wire::to_json(change);
    json.replace(json.find("completed"), 9, "finished!");
    refused(desk, 400, [&] {
        return outcome(ApiClient::decoded<TicketView>(
            desk.david.post("tickets.set_status", json_content_type, json), Form::json));
    });
    // The same message twice with statuses 5 and 6 shows where the enumerator stands.
    StatusChange other = change;
    other.to = Status::rejected;
    std::string binary = wire::to_binary(change);
    const std::string compared = wire::to_binary(other);
    std::size_t at = 0;
    while (binary[at] == compared[at]) ++at;
    binary[at] = 7;
    refused(desk, 400, [&] {
        return outcome(ApiClient::decoded<TicketView>(
            desk.david.post("tickets.set_status", binary_content_type, binary), Form::binary));
    });
}

TEST_CASE("malformed and hostile messages") {
    Desk desk;
    const std::string good = wire::to_binary(good_draft());
    std::string bomb = good.substr(0, 1) + std::string(8, '\x7f'); // a string of 9 * 10^18 bytes
    const std::vector<std::string> binaries{"",
                                            "x",
                                            bomb,
                                            good + "x",
                                            good.substr(0, good.size() - 1),
                                            '\0' + good.substr(1),
                                            std::string(100'000, '\xff')};
    for (const std::string& body : binaries) {
        CAPTURE(body.size());
        refused(desk, 400, [&] {
            return outcome(ApiClient::decoded<TicketView>(
                desk.amina.post("tickets.create", binary_content_type, body), Form::binary));
        });
    }
    const std::vector<std::string> texts{"",
                                         "{",
                                         "[]",
                                         "null",
                                         "{\"subject\":5}",
                                         "{\"unknown\":1}",
                                         "{\"subject\":\"a\",\"subject\":\"b\"}",
                                         std::string(200'000, '['),
                                         "{\"subject\":\"\xff\"}",
                                         wire::to_json(good_draft()) + "x"};
    for (const std::string& body : texts) {
        CAPTURE(body.substr(0, 40));
        refused(desk, 400, [&] {
            return outcome(ApiClient::decoded<TicketView>(
                desk.amina.post("tickets.create", json_content_type, body), Form::json));
        });
    }
    const std::string too_long(wire::max_message_bytes + 1, ' ');
    refused(desk, 413, [&] {
        return outcome(ApiClient::decoded<TicketView>(
            desk.amina.post("tickets.create", json_content_type, too_long), Form::json));
    });
    CHECK(desk.amina.call(CreateTicket{}, good_draft()).status() == 200);
}

TEST_CASE("addresses that do not exist") {
    Desk desk;
    for (const char* name : {"tickets.delete", "", "tickets.create/x", "..%2fhealthz"})
        CHECK(desk.amina.post(name, json_content_type, "{}").status == 404);
    CHECK(desk.amina.post("attachments.view", json_content_type, "{}").status == 405);
    CHECK(desk.amina.get("/api/tickets.create").status == 405);
    CHECK(desk.amina.get("/api/nothing").status == 404);
    CHECK(desk.amina.get("/api/attachments.view").status == 422);
    CHECK(desk.amina.get("/api/attachments.view?id=..%2f..%2fetc%2fpasswd").status >= 404);
    CHECK(ask(desk.server.port(),
              "POST / HTTP/1.1\r\n" + desk.amina.common_headers() + "Content-Length: 0\r\n\r\n")
              .status == 404);
}

} // namespace
} // namespace stu::test
