// What is typed, left and met again while something is on its way to the server.

#include "frontend-wasm/app/drafts.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

namespace stu::app {
namespace {

/// A member of staff, or the student, on a ticket.
struct WriterDesk : World {
    TicketView view = ticket_of("user-1");

    explicit WriterDesk(Role role) {
        sign_in(role);
        open();
    }
    void open() { open_ticket(view); }
    page::Ticket& page() { return on<page::Ticket>(); }
};

TEST_CASE("what is typed while the text before it is sent stays in its field") {
    WriterDesk staff(Role::staff);
    staff.page().review.request.remark = "First.";
    staff.page().review.files.push_back({1, "first.pdf", 9, 1, "file-1", {}});
    staff.happens(intent::SubmitStatus{true});
    staff.page().review.request.remark += "\nSecond ";
    staff.page().review.files.push_back({2, "second.pdf", 9, 1, "file-2", {}});
    staff.happens(intent::Replied<RespondToTicket>{staff.state.visit, staff.view});
    CHECK(staff.page().review.request.remark == "Second ");
    CHECK(staff.page().review.request.request_id.empty()); // one of its own
    REQUIRE(staff.page().review.files.size() == 1);
    CHECK(staff.page().review.files.front().attachment == "file-2");

    staff.page().note.request.text = "A note.";
    staff.happens(intent::SubmitNote{});
    const std::string first = staff.page().note.request.request_id;
    staff.page().note.request.text = "Changed in the middle: a note.";
    staff.happens(intent::Replied<NoteOnTicket>{staff.state.visit, staff.view});
    CHECK(staff.page().note.request.text == "Changed in the middle: a note.");
    CHECK(staff.page().note.request.request_id != first);

    WriterDesk student(Role::student);
    student.page().answer.request.message = "Yes.";
    student.happens(intent::SubmitAnswer{});
    student.page().answer.request.message += " And no.";
    student.happens(intent::Replied<AnswerTicket>{student.state.visit, student.view});
    CHECK(student.page().answer.request.message == "And no.");
    student.happens(intent::SubmitAnswer{});
    student.happens(intent::Replied<AnswerTicket>{student.state.visit, student.view});
    CHECK(student.page().answer.request.message.empty());
}

TEST_CASE("a reply that was left on its way is the same one when its ticket is opened again") {
    for (const bool arrives : {false, true}) {
        WriterDesk desk(Role::staff);
        desk.page().review.request.remark = "On its way.";
        desk.happens(intent::SubmitStatus{});
        const std::string sent = desk.page().review.request.request_id;
        const std::uint32_t visit = desk.state.visit;
        keep_drafts(desk.state, desk.browser);
        desk.happens(intent::FollowLink{"/track"});
        desk.open();
        REQUIRE(desk.page().review.request.remark == "On its way.");
        if (arrives) {
            desk.view.held.emplace_back();
            desk.view.held.back().request_id = sent;
            desk.view.held.back().text = "On its way.";
            desk.happens(intent::Replied<RespondToTicket>{visit, desk.view});
            CHECK(desk.calls_of("tickets.get") == 1);
            desk.happens(intent::Replied<GetTicket>{desk.state.visit, desk.view, true});
            CHECK(desk.page().review.request.remark.empty());
        } else {
            desk.happens(intent::SubmitStatus{});
            CHECK(desk.page().review.request.request_id == sent);
        }
    }
}

TEST_CASE("a reply that is on its way does not come back as a draft after a reload") {
    WriterDesk before(Role::staff);
    before.page().review.request.remark = "On its way.";
    before.happens(intent::SubmitStatus{});
    before.page().review.request.remark += " And more.";
    keep_drafts(before.state, before.browser);
    before.view.held.emplace_back();
    before.view.held.back().request_id = before.page().review.request.request_id;
    before.view.held.back().text = "On its way.";
    for (const bool known : {false, true}) {
        World after;
        after.browser.notes = before.browser.notes;
        after.sign_in(Role::staff);
        after.happens(intent::FollowLink{"/tickets/" + before.view.ticket.number});
        TicketView now = before.view;
        if (!known) now.held.clear();
        after.happens(intent::Replied<GetTicket>{after.state.visit, now});
        CHECK(after.on<page::Ticket>().review.request.remark ==
              (known ? "And more." : "On its way. And more."));
    }
}

TEST_CASE("to send and go on, pressed once more, does not send the draft of the ticket that comes") {
    WriterDesk before(Role::staff);
    before.page().review.request.remark = "Half a sentence";
    keep_drafts(before.state, before.browser);
    before.happens(intent::FollowLink{"/track"});
    before.open();
    REQUIRE(before.page().review.request.remark == "Half a sentence");
    before.happens(intent::SubmitStatus{true});
    CHECK(before.calls_of("tickets.respond") == 0);
    before.browser.now += 1'500;
    before.happens(intent::SubmitStatus{true});
    CHECK(before.calls_of("tickets.respond") == 1);
}

TEST_CASE("a tag that is typed while another one is added stays in its field") {
    WriterDesk desk(Role::staff);
    desk.page().tags.typed = "first";
    desk.happens(intent::SubmitTag{});
    desk.page().tags.typed = "second";
    desk.happens(intent::Replied<SetTags>{desk.state.visit, desk.view});
    CHECK(desk.page().tags.typed == "second");
}

TEST_CASE("the reason of a transfer survives leaving its ticket, until it is made") {
    WriterDesk desk(Role::staff);
    desk.happens(intent::FoldTransfer{});
    desk.page().transfer.request.service = "support";
    desk.page().transfer.request.reason = "They have the devices.";
    keep_drafts(desk.state, desk.browser);
    desk.happens(intent::FollowLink{"/track"});
    desk.open();
    CHECK(desk.page().transfer.open);
    CHECK(desk.page().transfer.request.reason == "They have the devices.");
    CHECK(desk.page().transfer.request.service == "support");
    desk.happens(intent::SubmitTransfer{});
    TransferredTicket done;
    done.number = desk.view.ticket.number;
    done.service = "support";
    done.ticket = {desk.view};
    desk.happens(intent::Replied<TransferTicket>{desk.state.visit, done});
    keep_drafts(desk.state, desk.browser);
    CHECK(desk.browser.notes.empty());
}

TEST_CASE("a ticket that is handed on to another department leaves its reader what was being written") {
    for (const bool writes : {false, true}) {
        WriterDesk desk(Role::staff);
        if (writes) desk.page().review.request.remark = "Half a sen";
        desk.happens(intent::Replied<GetTicket>{desk.state.visit, refused(Code::not_found), true});
        CHECK(desk.page().loaded.error.has_value() == !writes);
        if (!writes) continue;
        CHECK(desk.page().review.request.remark == "Half a sen");
        REQUIRE(desk.state.toast);
        CHECK_FALSE(desk.state.toast->good);
    }
}

} // namespace
} // namespace stu::app
