// Many tickets at once: what is chosen, what is sent in which parts, and what becomes of it.

#include "tests/app/world.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu::app {
namespace {

struct BulkWorld : World {
    std::vector<TicketRow> rows;

    explicit BulkWorld(std::uint64_t count = 5) {
        open_queue();
        for (std::uint64_t i = 0; i < count; ++i) {
            TicketRow row;
            row.number = make_ticket_number(i + 1);
            row.updated_ms = static_cast<std::int64_t>(i);
            rows.push_back(row);
        }
        show();
    }
    void show(bool more_than_total = false) {
        QueuePage queue;
        queue.page.rows = rows;
        queue.page.total = more_than_total ? 5 : 1'234;
        queue.page.more_than_total = more_than_total;
        happens(intent::Replied<DepartmentQueue>{state.visit, queue});
    }
    void choose(std::size_t row, bool range = false) {
        happens(intent::ChooseTicket{rows[row].number, range});
    }
    std::string chosen_rows() const {
        std::string all;
        for (std::size_t i = 0; i < rows.size(); ++i)
            all += state.bulk.find(rows[i].number) ? std::to_string(i) : "-";
        return all;
    }
    void take() { happens(intent::TakeChosen{}); }
    void done(std::int64_t changed, std::vector<LeftTicket> left = {}) {
        happens(intent::Replied<ChangeTickets>{state.visit, BulkOutcome{changed, std::move(left)}});
    }
};

TEST_CASE("rows are chosen one by one, as a range from the last one, as a page, and not on another page") {
    BulkWorld world;
    world.choose(1);
    world.choose(3, true);
    CHECK(world.chosen_rows() == "-123-");
    world.choose(2);
    CHECK(world.chosen_rows() == "-1-3-");
    world.choose(0, true);
    CHECK(world.chosen_rows() == "0123-");
    world.happens(intent::ChoosePage{});
    CHECK(world.chosen_rows() == "01234");
    CHECK(chosen_count(world.state) == 5);
    world.happens(intent::ChoosePage{});
    CHECK(chosen_here(world.state) == nullptr);
    world.choose(4);
    world.happens(intent::FollowLink{"/queue/it?status=all"});
    CHECK(chosen_here(world.state) == nullptr);
    world.show();
    world.choose(0, true); // nothing was pressed here before
    CHECK(world.chosen_rows() == "0----");
}

TEST_CASE("what a search has is counted when its page is chosen, as far as one answer tells") {
    BulkWorld world;
    CHECK(known_total(world.state) == 1'234);
    world.happens(intent::ChoosePage{});
    CHECK(world.calls_of("queue.numbers") == 0); // the list tells it by itself
    const auto listed = [&](std::size_t count, std::string older) {
        ListedTickets tickets{{}, std::move(older)};
        tickets.tickets.resize(count);
        return intent::Replied<ListedInQueue>{world.state.visit, tickets, true};
    };
    world.happens(intent::ChooseNone{});
    world.show(true);
    CHECK(known_total(world.state) == 0);
    world.happens(intent::ChoosePage{});
    CHECK(world.calls_of("queue.numbers") == 1);
    world.happens(listed(500, "and more"));
    CHECK(known_total(world.state) == 0);
    world.happens(listed(87, ""));
    CHECK(known_total(world.state) == 87);
    world.happens(intent::ChooseEverything{});
    CHECK(chosen_count(world.state) == 87);
    world.happens(intent::ChooseNone{});
    world.show();
    world.happens(intent::ChoosePage{});
    world.happens(intent::ChooseEverything{});
    world.show(true); // somebody's change was shown, and the list does not tell how many it has now
    CHECK(chosen_count(world.state) == 1'234);
    world.happens(intent::FollowLink{"/queue/it?q=wi-fi"});
    world.show(true);
    CHECK(known_total(world.state) == 0);
}

TEST_CASE("what is done says so with a way back, and shows which tickets stay as they are") {
    BulkWorld world;
    world.happens(intent::ChoosePage{});
    world.take();
    REQUIRE(world.calls_of("tickets.change_many") == 1);
    CHECK(world.state.bulk.sent.tickets.size() == 5);
    CHECK(world.state.bulk.sent.assignee == "user-1");
    world.take(); // the second press of a double click
    CHECK(world.calls_of("tickets.change_many") == 0);
    world.done(4, {{world.rows[2].number, as_written("A sentence.")}});
    CHECK(chosen_here(world.state) == nullptr);
    CHECK(english(world.state.toast->text) == "4 tickets are changed.");
    CHECK(world.state.bulk.outcome.left.size() == 1);
    CHECK(world.calls_of("queue.list") == 1);
    world.happens(intent::UndoBulk{});
    REQUIRE(world.calls_of("tickets.undo_many") == 1);
    world.happens(intent::Replied<UndoChanges>{world.state.visit, BulkOutcome{5, {}}});
    CHECK(english(world.state.toast->text) == "5 tickets are as they were.");
    CHECK_FALSE(world.state.toast->can_undo());
}

TEST_CASE("a few chosen tickets can be merged into one of them, the oldest first, which is not sent itself") {
    BulkWorld world;
    for (std::size_t i = 0; i < world.rows.size(); ++i)
        world.rows[i].created_ms = 100 - static_cast<std::int64_t>(i);
    world.rows[4].status = Status::completed;
    world.show();
    world.choose(1);
    CHECK(rows_to_merge(world.state).empty());
    world.happens(intent::ChooseNone{});
    world.happens(intent::ChoosePage{});
    std::string order;
    for (const TicketRow* row : rows_to_merge(world.state)) order += row->number + " ";
    std::string expected;
    for (const std::size_t i : {3u, 2u, 1u, 0u, 4u})
        expected += world.rows[i].number + " "; // a closed one last
    CHECK(order == expected);
    world.happens(intent::AskBulk{BulkDeed::merge});
    world.happens(intent::SubmitBulk{});
    CHECK(world.calls_of("tickets.change_many") == 0); // not said into what
    world.state.bulk.request.into = world.rows[3].number;
    world.happens(intent::SubmitBulk{});
    REQUIRE(world.calls_of("tickets.change_many") == 1);
    CHECK(world.state.bulk.sent.tickets.size() == 4);
    CHECK(world.state.bulk.sent.into == world.rows[3].number);
    for (const ChosenTicket& each : world.state.bulk.sent.tickets) CHECK(each.number != world.rows[3].number);
    world.done(4);
    CHECK(english(world.state.toast->text) == "4 tickets are changed.");
    world.happens(intent::UndoBulk{});
    CHECK(world.calls_of("tickets.undo_many") == 1);
    BulkWorld many(22);
    many.happens(intent::ChoosePage{});
    CHECK(rows_to_merge(many.state).empty()); // more than fit into one
    BulkWorld whole;
    whole.happens(intent::ChoosePage{});
    whole.happens(intent::ChooseEverything{});
    CHECK(rows_to_merge(whole.state).empty());
}

TEST_CASE("a saved reply to many is inserted with its variables, of the list's department") {
    BulkWorld world;
    world.happens(intent::ChoosePage{});
    world.happens(intent::AskBulk{BulkDeed::respond});
    world.state.bulk.request.remark = "Hello.";
    world.happens(intent::OpenReplies{});
    REQUIRE(world.calls_of("replies.list") == 1);
    CHECK(world.state.bulk.chooser.open);
    world.happens(intent::Replied<ListReplies>{
        world.state.visit, stu::SavedReplies{{{"r1", "finance", "Fees", "Pay."},
                                              {"r2", "it", "Restart", "Dear {{first_name}}"}}}});
    world.happens(intent::InsertReply{}); // the first that is shown
    CHECK_FALSE(world.state.bulk.chooser.open);
    CHECK(world.state.bulk.request.remark == "Hello.\nDear {{first_name}}");
    CHECK(world.wants<effect::FocusAnswer>());
    world.happens(intent::SubmitBulk{});
    CHECK(world.calls_of("tickets.change_many") == 1);
    world.done(5);
    // A variable that no ticket knows stays in the form, with a sentence.
    world.happens(intent::ChoosePage{});
    world.happens(intent::AskBulk{BulkDeed::respond});
    CHECK_FALSE(world.state.bulk.chooser.open);
    world.state.bulk.request.remark = "{{room}}";
    world.happens(intent::SubmitBulk{});
    CHECK(world.calls_of("tickets.change_many") == 0);
    CHECK(english(message_for(world.state.bulk.sending.errors, "remark")).find("{{room}}") !=
          std::string::npos);
}

TEST_CASE("all that the filters let through are sent in parts of at most 500, under one name") {
    BulkWorld world;
    world.happens(intent::ChoosePage{});
    world.happens(intent::ChooseEverything{});
    CHECK(chosen_count(world.state) == 1'234);
    world.take();
    REQUIRE(world.calls_of("queue.numbers") == 1);
    const std::string name = world.state.bulk.sent.request_id;
    std::uint64_t next = 1;
    for (const std::size_t part : {500u, 500u, 234u}) {
        ListedTickets listed;
        for (std::size_t i = 0; i < part; ++i) listed.tickets.push_back({make_ticket_number(next++), 1, ""});
        if (part == 500) listed.older = "a cursor";
        world.happens(intent::Replied<ListedInQueue>{world.state.visit, listed});
        REQUIRE(world.calls_of("tickets.change_many") == 1);
        CHECK(world.state.bulk.sent.request_id == name);
        CHECK(world.state.bulk.sent.to_come == 1'234 - static_cast<std::int64_t>(next - 1));
        world.done(static_cast<std::int64_t>(part));
    }
    CHECK(english(world.state.toast->text) == "1,234 tickets are changed.");
    world.happens(intent::UndoBulk{});
    for (int part = 0; part < 3; ++part) {
        CHECK(world.calls_of("tickets.undo_many") == 1);
        world.happens(intent::Replied<UndoChanges>{world.state.visit, BulkOutcome{100, {}}});
    }
    CHECK(world.calls_of("tickets.undo_many") == 0);
}

TEST_CASE(
    "all that is in a list of the workbench is asked for by the list's own rule, and none is sent twice") {
    World world;
    world.sign_in(Role::staff);
    world.happens(intent::FollowLink{"/work/my_turn?kind=answered&older=a-cursor"});
    WorkPage work;
    work.page.total = 750;
    TicketRow shown;
    shown.number = make_ticket_number(1);
    work.page.rows = {shown};
    world.happens(intent::Replied<StaffWork>{world.state.visit, work});
    world.happens(intent::ChoosePage{});
    world.happens(intent::ChooseEverything{});
    CHECK(chosen_count(world.state) == 750);
    world.happens(intent::TakeChosen{});
    REQUIRE(world.calls_of("staff.work_numbers") == 1);
    CHECK(world.calls_of("queue.numbers") == 0);
    const auto* const list = std::get_if<ListWork>(&world.state.bulk.list);
    REQUIRE(list != nullptr);
    CHECK(list->list == WorkList::my_turn);
    CHECK(list->kind == WaitKind::answered);
    CHECK(list->older_than.empty()); // from its beginning, whatever page is shown
    // What was changed in the first part stands further behind now.
    std::vector<ChosenTicket> first, second;
    for (std::uint64_t i = 1; i <= 750; ++i)
        (i <= 500 ? first : second).push_back({make_ticket_number(i), 1, ""});
    second.insert(second.begin(), first.front());
    world.happens(intent::Replied<ListedInWork>{world.state.visit, ListedTickets{first, "another cursor"}});
    CHECK(world.state.bulk.sent.tickets.size() == 500);
    world.happens(intent::Replied<ChangeTickets>{world.state.visit, BulkOutcome{500, {}}});
    REQUIRE(world.calls_of("staff.work_numbers") == 1);
    CHECK(list->older_than == "another cursor");
    world.happens(intent::Replied<ListedInWork>{world.state.visit, ListedTickets{second, ""}});
    CHECK(world.state.bulk.sent.tickets.size() == 250);
    world.happens(intent::Replied<ChangeTickets>{world.state.visit, BulkOutcome{250, {}}});
    CHECK(english(world.state.toast->text) == "750 tickets are changed.");
}

TEST_CASE("what is wrong stands in its form, and a lost answer is asked for once more under the same name") {
    BulkWorld world;
    world.choose(0);
    world.happens(intent::AskBulk{BulkDeed::respond});
    world.happens(intent::SubmitBulk{});
    CHECK_FALSE(message_for(world.state.bulk.sending.errors, "remark").empty());
    CHECK(world.calls_of("tickets.change_many") == 0);
    world.state.bulk.request.remark = "The network is back.";
    world.happens(intent::SubmitBulk{});
    const std::string name = world.state.bulk.sent.request_id;
    world.happens(intent::Replied<ChangeTickets>{world.state.visit, refused(Code::unavailable)});
    CHECK(world.state.bulk.asking);
    CHECK(world.state.bulk.request.remark == "The network is back.");
    world.happens(intent::SubmitBulk{});
    CHECK(world.state.bulk.sent.request_id == name);
    world.happens(intent::Replied<ChangeTickets>{world.state.visit, refused(Code::unavailable)});
    world.state.bulk.request.remark = "The network is back, mostly.";
    world.happens(intent::SubmitBulk{});
    CHECK(world.state.bulk.sent.request_id != name);
    world.done(1);
    CHECK_FALSE(world.state.bulk.asking);
    CHECK(world.state.bulk.request.remark.empty());
}

} // namespace
} // namespace stu::app
