// What is saved to be sent often, in order, and never twice under one title.

#include "backend/store/tickets/saved_replies.hpp"
#include "tests/store/desk_of_tickets.hpp"

#include <doctest/doctest.h>

#include <string>

namespace stu::store {
namespace {

SavedReply reply(const std::string& id, const std::string& department, const std::string& title) {
    return {id, department, title, "Words of " + id, 1, {}, 5};
}

TEST_CASE("saved replies come by department and title, with who changed them") {
    DeskOfTickets desk;
    desk.store.write([&](Transaction& transaction) {
        for (const SavedReply& each : {reply("1", "it", "beta"), reply("2", "it", "Alpha"),
                                       reply("3", "finance", "Über"), reply("4", "admissions", "Other")})
            store_saved_reply(transaction, each, desk.david.user_id);
    });
    desk.store.read([&](Transaction& transaction) {
        std::string order;
        for (const SavedReply& each : saved_replies_of(transaction, {"finance", "it"})) order += each.id;
        CHECK(order == "321");
        CHECK(saved_replies_of(transaction, {}).empty());
        CHECK(find_saved_reply(transaction, "2")->updated_by == desk.david.name);
        CHECK_FALSE(find_saved_reply(transaction, "9"));
        CHECK(saved_reply_titled(transaction, "finance", "über") == "3");
        CHECK(saved_reply_titled(transaction, "it", "über").empty());
        CHECK(saved_besides(transaction, "it", "1").replies == 1);
        CHECK(saved_besides(transaction, "it", "").length == 20);
    });
    desk.store.write([&](Transaction& transaction) {
        SavedReply changed = reply("2", "it", "Gamma");
        changed.revision = 2;
        store_saved_reply(transaction, changed, desk.david.user_id);
        delete_saved_reply(transaction, "1");
    });
    desk.store.read([&](Transaction& transaction) {
        const auto left = saved_replies_of(transaction, {"it"});
        REQUIRE(left.size() == 1);
        CHECK(left.front().title == "Gamma");
        CHECK(left.front().revision == 2);
    });
}

TEST_CASE("the second of one title loses the race") {
    DeskOfTickets desk;
    Transaction transaction = desk.store.write();
    store_saved_reply(transaction, reply("1", "it", "Title"), desk.david.user_id);
    CHECK_THROWS_AS(store_saved_reply(transaction, reply("2", "it", "TITLE"), desk.david.user_id),
                    sql::Trouble);
}

} // namespace
} // namespace stu::store
