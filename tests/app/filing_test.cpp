// Staff files a ticket for a student: who is found goes into the form, and what is half written stays.

#include "frontend-wasm/app/drafts.hpp"
#include "tests/app/world.hpp"

#include <doctest/doctest.h>

namespace stu::app {
namespace {

struct Phone : World {
    Phone() {
        sign_in(Role::staff);
        happens(intent::FollowLink{"/file-for-student"});
    }
    page::FileForStudent& page() { return on<page::FileForStudent>(); }
    void found(std::vector<KnownStudent> students) {
        page().lookup.request.wanted = "amina@students.example.edu";
        happens(intent::FindStudent{});
        REQUIRE(calls_of("students.find") == 1);
        happens(intent::Replied<FindStudents>{state.visit, KnownStudents{std::move(students)}});
    }
    void writes() {
        FilingForStudent& request = page().request;
        request.service = "eduroam";
        request.subject = "No network";
        request.message = "Since Monday.";
    }
};

const KnownStudent amina{"Amina", "amina@students.example.edu", "BIT-1", true},
    other{"Amina W.", "amina.w@students.example.edu", "BIT-1", false};

TEST_CASE_FIXTURE(Phone, "the only student who is found goes into the form; of several one is taken") {
    SUBCASE("one") {
        found({amina});
        CHECK(page().request.name == "Amina");
        CHECK(page().request.registration_number == "BIT-1");
    }
    SUBCASE("several") {
        found({amina, other});
        CHECK(page().request.email.empty());
        happens(intent::TakeStudent{1});
        CHECK(page().request.email == other.email);
        happens(intent::TakeStudent{2}); // there is none
        CHECK(page().request.email == other.email);
    }
    SUBCASE("nobody") {
        found({});
        CHECK(page().request.email == "amina@students.example.edu");
        CHECK(page().request.name.empty());
    }
}

TEST_CASE_FIXTURE(Phone, "what is filed leads to the ticket, or says where it is, and its draft goes") {
    found({amina});
    writes();
    happens(intent::SubmitFiling{});
    REQUIRE(calls_of("tickets.file_for_student") == 1);
    const std::string id = page().request.request_id;
    CHECK(is_request_id(id));
    SUBCASE("lost on the way: the same again") {
        happens(intent::Replied<FileForStudent>{state.visit, refused(Code::unavailable)});
        happens(intent::SubmitFiling{});
        CHECK(page().request.request_id == id);
    }
    SUBCASE("sent before with other words: a ticket of its own") {
        happens(intent::Replied<FileForStudent>{state.visit, refused(Code::conflict)});
        CHECK(page().request.request_id != id);
        CHECK(page().request.subject == "No network");
    }
    SUBCASE("of one's own department") {
        const TicketView view = ticket_of("user-2");
        happens(
            intent::Replied<FileForStudent>{state.visit, FiledForStudent{view.ticket.number, "it", {view}}});
        CHECK(state.route.id == view.ticket.number);
    }
    SUBCASE("of another department") {
        happens(intent::Replied<FileForStudent>{state.visit,
                                                FiledForStudent{make_ticket_number(7), "finance", {}}});
        CHECK(state.route.page == Page::file_for_student);
        CHECK_FALSE(page().touched());
        REQUIRE(state.toast);
        CHECK(english(state.toast->text).find(make_ticket_number(7)) != std::string::npos);
    }
}

TEST_CASE_FIXTURE(Phone,
                  "what is half written for a student is there again, until it is filed or discarded") {
    found({amina});
    writes();
    const auto comes_back = [&] {
        keep_drafts(state, browser);
        happens(intent::FollowLink{"/queue/it"});
        happens(intent::FollowLink{"/file-for-student"});
        return page().touched();
    };
    REQUIRE(comes_back());
    CHECK(page().request.message == "Since Monday.");
    SUBCASE("filed") {
        happens(intent::Replied<FileForStudent>{state.visit,
                                                FiledForStudent{make_ticket_number(7), "finance", {}}});
    }
    SUBCASE("discarded") { happens(intent::DiscardFiling{}); }
    CHECK_FALSE(comes_back());
}

TEST_CASE_FIXTURE(
    Phone, "files go with it once they are there, are part of the draft, and go with what is discarded") {
    found({amina});
    writes();
    FileDraft letter;
    letter.handle = 7;
    letter.name = "letter.pdf";
    letter.bytes = 20'000;
    happens(intent::AttachFiles{FileFor::filing, {letter}, {"%PDF-1.7"}});
    REQUIRE(page().files.size() == 1);
    happens(intent::SubmitFiling{});
    CHECK(calls_of("tickets.file_for_student") == 0); // it is still on its way
    CHECK_FALSE(message_for(page().sending.errors, "attachments").empty());
    happens(intent::Uploaded{7, Attachment{"file-1", "letter.pdf", 20'000}});
    keep_drafts(state, browser);
    happens(intent::FollowLink{"/queue/it"});
    happens(intent::FollowLink{"/file-for-student"});
    REQUIRE(page().files.size() == 1);
    CHECK(page().files.front().attachment == "file-1");
    happens(intent::SubmitFiling{});
    CHECK(calls_of("tickets.file_for_student") == 1);
    CHECK(page().request.attachments == std::vector<std::string>{"file-1"});
    happens(intent::Replied<FileForStudent>{state.visit, refused(Code::conflict)});
    happens(intent::DiscardFiling{});
    CHECK(page().files.empty());
}

} // namespace
} // namespace stu::app
