// What staff saves to send it often: by whom it can be changed, and what becomes of its variables.

#include "common/ticket_number.hpp"
#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::test {
namespace {

struct DeskOfReplies : Desk {
    ApiClient ruth{server, server.sign_in(server.add_user("ruth@staff.example.edu", "Ruth Kamau", "it"))};

    Answered<SavedReplies> save(const ApiClient& by, const std::string& title,
                                const std::string& department = "it", Form form = Form::binary) {
        return by.call(SaveReply{}, {{}, department, title, "Dear {{first_name}}, …", 0}, form);
    }
};

std::vector<std::string> titles(const SavedReplies& saved) {
    std::vector<std::string> all;
    for (const SavedReply& reply : saved.replies) all.push_back(reply.title);
    return all;
}

TEST_CASE("a department's replies are saved, changed and removed, and are nobody else's") {
    for (const Form form : both_forms) {
        DeskOfReplies desk;
        REQUIRE(desk.save(desk.david, "Wi-Fi in hostels", "it", form).status() == 200);
        REQUIRE(desk.save(desk.peter, "Receipt", "finance", form).status() == 200);
        const auto saved = desk.ruth.call(ListReplies{}, {}, form);
        REQUIRE(titles(*saved.message) == std::vector<std::string>{"Wi-Fi in hostels"});
        const SavedReply reply = saved->replies.front();
        CHECK(reply.updated_by == "David Otieno");
        CHECK(reply.revision == 1);
        const SavedReplyChange change{reply.id, "it", " Wi-Fi\tin hostels ", "Other words.\r\n", 1};
        const auto changed = desk.ruth.call(SaveReply{}, change, form);
        CHECK(changed->replies.front().revision == 2);
        CHECK(changed->replies.front().title == "Wi-Fi in hostels");
        CHECK(changed->replies.front().text == "Other words.");
        CHECK(changed->replies.front().updated_by == "Ruth Kamau");

        CHECK(titles(*desk.peter.call(ListReplies{}, {}, form).message) ==
              std::vector<std::string>{"Receipt"});
        CHECK(desk.peter.call(SaveReply{}, {reply.id, "finance", "Mine", "Mine.", 2}, form).status() == 404);
        CHECK(desk.peter.call(RemoveReply{}, {reply.id, 2}, form).status() == 404);
        CHECK(desk.david.call(SaveReply{}, {reply.id, "finance", "Theirs", "Theirs.", 2}, form).status() ==
              404);
        CHECK(desk.david.call(RemoveReply{}, {reply.id, 2}, form)->replies.empty());
        CHECK(desk.david.call(RemoveReply{}, {reply.id, 2}, form).status() == 404);
    }
}

TEST_CASE("of two who change a saved reply at once one is told what the other did") {
    DeskOfReplies desk;
    const std::string id = desk.save(desk.david, "Wi-Fi")->replies.front().id;
    REQUIRE(desk.ruth.call(SaveReply{}, {id, "it", "Wi-Fi", "Ruth's words.", 1}).status() == 200);
    const auto late = desk.david.call(SaveReply{}, {id, "it", "Wi-Fi", "David's words.", 1});
    CHECK(late.status() == 409);
    CHECK(english(late.error.message).find("Ruth Kamau") != std::string::npos);
    CHECK(desk.david.call(RemoveReply{}, {id, 1}).status() == 409);
    CHECK(desk.david.call(ListReplies{}, {})->replies.front().text == "Ruth's words.");
}

TEST_CASE("a title stands once in a department, whatever the case of its letters") {
    DeskOfReplies desk;
    const std::string id = desk.save(desk.david, "Éduroam straße")->replies.front().id;
    const auto again = desk.save(desk.ruth, "éDUROAM STRASSE");
    CHECK(again.status() == 422);
    CHECK(again.error.details.front().field == "title");
    CHECK(desk.save(desk.peter, "Éduroam straße", "finance").status() == 200);
    CHECK(desk.david.call(SaveReply{}, {id, "it", "ÉDUROAM STRASSE", "The same one.", 1}).status() == 200);
}

TEST_CASE("bad replies are refused with a sentence at their field, and nothing is kept") {
    DeskOfReplies desk;
    const std::vector<std::pair<std::string, SavedReplyChange>> cases{
        {"title", {{}, "it", " ", "Text.", 0}},
        {"title", {{}, "it", std::string(max_reply_title + 1, 'x'), "Text.", 0}},
        {"text", {{}, "it", "Title", "\u200B", 0}},
        {"text", {{}, "it", "Title", std::string(max_reply_text + 1, 'x'), 0}},
        {"department", {{}, "", "Title", "Text.", 0}},
        {"id", {std::string(200, 'a'), "it", "Title", "Text.", 0}},
    };
    for (const Form form : both_forms)
        for (const auto& [field, request] : cases) {
            CAPTURE(field);
            const auto refused = desk.david.call(SaveReply{}, request, form);
            CHECK(refused.status() == 422);
            REQUIRE(refused.error.details.size() == 1);
            CHECK(refused.error.details.front().field == field);
            CHECK(english(refused.error.details.front().message).size() > 10);
        }
    CHECK(desk.save(desk.david, "Title", "no-department").status() == 404);
    CHECK(desk.david.call(SaveReply{}, {"no-reply", "it", "Title", "Text.", 1}).status() == 404);
    CHECK(desk.david.call(RemoveReply{}, {"", 1}).status() == 422);
    CHECK(desk.server.rows("saved_reply") == 0);
}

TEST_CASE("a department has room for so many, and for so much") {
    DeskOfReplies desk;
    for (std::int64_t i = 0; i < max_saved_replies; ++i)
        REQUIRE(desk.save(desk.david, "Reply " + std::to_string(i)).status() == 200);
    CHECK(desk.save(desk.david, "One more").status() == 409);
    CHECK(desk.save(desk.peter, "One more", "finance").status() == 200);
    const SavedReply first = desk.david.call(ListReplies{}, {})->replies.front();
    CHECK(desk.david.call(SaveReply{}, {first.id, "it", "Still", "Changed.", 1}).status() == 200);
}

TEST_CASE("a response with a variable that nobody has replaced is not sent") {
    DeskOfReplies desk;
    const TicketView filed = desk.file_ticket();
    StaffResponse response;
    response.request_id = std::string(32, 'b');
    response.number = filed.ticket.number;
    response.version = filed.ticket.version;
    response.to = Status::under_consideration;
    response.remark = "Please come to {{room}}.";
    for (const Form form : both_forms) {
        const auto refused = desk.david.call(RespondToTicket{}, response, form);
        CHECK(refused.status() == 422);
        CHECK(refused.error.details.front().field == "remark");
        CHECK(english(refused.error.message).find("{{room}}") != std::string::npos);
    }
    CHECK(desk.server.rows("held_response") == 0);
    response.remark = "Please come to room 12. In the template stands `{{room}}`.";
    CHECK(desk.david.call(RespondToTicket{}, response).status() == 200);
}

TEST_CASE("whoever leaves leaves their replies to the department") {
    DeskOfReplies desk;
    REQUIRE(desk.save(desk.ruth, "Wi-Fi").status() == 200);
    REQUIRE(desk.ruth.call(DeleteAccount{}, {std::string(RunningServer::password)}).status() == 200);
    const auto saved = desk.david.call(ListReplies{}, {});
    REQUIRE(saved->replies.size() == 1);
    CHECK(saved->replies.front().updated_by.empty());
}

} // namespace
} // namespace stu::test
