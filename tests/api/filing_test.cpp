// Staff files tickets for students who phone: whose they become, what the student is told, and who may.

#include "common/event_rules.hpp"
#include "common/filing.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

struct DeskOnThePhone : Desk {
    static FilingForStudent call_of(std::string email, char digit = 'f') {
        FilingForStudent filing;
        filing.request_id = std::string(32, digit);
        filing.service = "eduroam-and-network-services";
        filing.email = std::move(email);
        filing.name = "Amina Wanjiru";
        filing.subject = "No network in block C";
        filing.message = "Since Monday her laptop finds no network.";
        return filing;
    }
    std::string last_body(std::string_view recipient) {
        return server.store().read([&](store::Transaction& transaction) {
            const auto row = transaction.connection().query(
                "SELECT body FROM outbox WHERE recipient = $1 ORDER BY id DESC LIMIT 1", {recipient});
            return row->next() ? row->text(0) : std::string();
        });
    }
    std::string refusal(const FilingForStudent& filing, std::string_view field) {
        const auto answered = david.call(FileForStudent{}, filing);
        CHECK(answered.status() == 422);
        return english(message_for(answered.error.details, field));
    }
};

TEST_CASE_FIXTURE(DeskOnThePhone, "a ticket that staff files is its student's, who is told what it says") {
    const auto filed = david.call(FileForStudent{}, call_of("Amina@Students.example.edu "));
    REQUIRE(filed.status() == 200);
    REQUIRE(filed->ticket.size() == 1);
    const std::string number = filed->number;
    const TicketView seen = *amina.call(GetTicket{}, {number});
    CHECK(seen.ticket.status == Status::pending);
    CHECK(seen.ticket.email == email);
    const TicketEvent& opened = seen.events.front();
    CHECK(opened.author_name == "David Otieno");
    CHECK(opened.author_role == Role::staff);
    CHECK(is_filed_for_student(opened));
    CHECK(english(filed_in_words(opened)) == "Filed for the student, who phoned.");
    const std::string mail = last_body(email);
    CHECK(mail.find("David Otieno filed this ticket for you") != std::string::npos);
    CHECK(mail.find("> Since Monday her laptop finds no network.") != std::string::npos);
    CHECK(mail.find("/register") == std::string::npos); // she has an account
    CHECK(amina.call(ListOwnTickets{}, {})->rows.front().number == number);
    CHECK(amina.call(AnswerTicket{}, {std::string(32, 'b'), number, "Also in block D.", {}}).status() == 200);
    CHECK(brian.call(GetTicket{}, {number}).status() == 404);
    // It waits for staff like any other, and nobody has answered it yet.
    const auto row = david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}})->page.rows.front();
    CHECK(row.number == number);
    CHECK(row.work.waiting_ms != 0);
    CHECK(seen.ticket.first_response_ms == 0);
}

TEST_CASE_FIXTURE(DeskOnThePhone,
                  "who has no account yet follows by mail, and finds the ticket in it later") {
    const std::string address = "zawadi@students.example.edu";
    const std::string number = david.call(FileForStudent{}, call_of(address))->number;
    CHECK(last_body(address).find("/register") != std::string::npos);
    const std::string secret = server.link_secret(address, "/track/" + number).substr(0, 20);
    CHECK(visitor.call(FollowTicket{}, {number, secret})->status == Status::pending);
    // Nobody can sign in to it without having registered, with whatever password.
    for (const std::string& typed : {std::string(), password, wrong})
        CHECK(visitor.call(SignIn{}, {address, typed}).status() >= 401);
    // Who registers with the address and cannot open its mail gets nothing.
    REQUIRE(visitor.call(RegisterStudentAccount{}, {"Zawadi", address, "BIT-2025-7", password}).status() ==
            200);
    CHECK(visitor.call(SignIn{}, {address, password}).status() == 401);
    const std::string link = server.link_secret(address, "/confirm");
    const auto confirmed = visitor.call(ConfirmEmail{}, {link, password});
    REQUIRE(confirmed.status() == 200);
    const ApiClient zawadi = visitor.after(server, confirmed.reply).on_page_of(confirmed->user.id);
    CHECK(zawadi.call(GetTicket{}, {number})->ticket.subject == "No network in block C");
    CHECK(zawadi.call(ListOwnTickets{}, {})->total == 1);
}

TEST_CASE_FIXTURE(DeskOnThePhone, "a repeated draft files once; other words under its id are refused") {
    const FilingForStudent filing = call_of(email);
    const std::string number = david.call(FileForStudent{}, filing)->number;
    CHECK(david.call(FileForStudent{}, filing)->number == number);
    FilingForStudent other = filing;
    other.message = "Something else.";
    CHECK(david.call(FileForStudent{}, other).status() == 409);
    CHECK(server.rows("ticket") == 1);
    CHECK(server.rows("outbox") == 1);
    // The same id in a draft of the student's own is another matter.
    CHECK(amina.call(CreateTicket{}, good_draft('f')).status() == 200);
}

TEST_CASE_FIXTURE(DeskOnThePhone, "whoever answers the phone files at any department, and sees their own") {
    FilingForStudent filing = call_of(email);
    filing.service = "student-finance-and-banking";
    filing.channel = Channel::desk;
    const auto filed = david.call(FileForStudent{}, filing);
    REQUIRE(filed.status() == 200);
    CHECK(filed->department == "finance");
    CHECK(filed->ticket.empty());
    CHECK(david.call(GetTicket{}, {filed->number}).status() == 404);
    const TicketEvent opened = peter.call(GetTicket{}, {filed->number})->events.front();
    CHECK(opened.was == "it"); // where David works
    CHECK(opened.becomes == "desk");
}

TEST_CASE_FIXTURE(DeskOnThePhone, "what a student may file in an hour is their own") {
    for (int i = 0; i < 31; ++i) {
        FilingForStudent filing = call_of(email);
        filing.request_id = std::string(30, 'e') + std::to_string(10 + i);
        REQUIRE(david.call(FileForStudent{}, filing).status() == 200);
    }
    CHECK(amina.call(CreateTicket{}, good_draft()).status() == 200);
}

TEST_CASE_FIXTURE(DeskOnThePhone, "a student is found by a whole address or registration number") {
    server.add_user([] {
        User user;
        user.email = "wafula@students.example.edu";
        user.name = "Wafula";
        user.registration_number = "BIT/2024-77";
        user.verified = true;
        return user;
    }());
    const auto found = [&](const std::string& wanted) {
        const auto answered = david.call(FindStudents{}, {wanted});
        REQUIRE(answered.status() == 200);
        return answered->students;
    };
    REQUIRE(found(" bit/2024-77").size() == 1);
    CHECK(found("BIT/2024-77").front().email == "wafula@students.example.edu");
    CHECK(found("Wafula@students.example.edu").front().name == "Wafula");
    CHECK(found("BIT/2024").empty()); // a part tells nothing
    CHECK(found("wafula@students").empty());
    CHECK(found("david@staff.example.edu").empty()); // no student
    CHECK(found("%").empty());
    CHECK(david.call(FindStudents{}, {"  "}).status() == 422);
    CHECK(david.call(FindStudents{}, {std::string(500, 'a')}).status() == 422);
    int asked = 8;
    while (david.call(FindStudents{}, {"nobody"}).status() == 200) REQUIRE(++asked < 400);
    CHECK(david.call(FindStudents{}, {"nobody"}).status() == 429);
}

TEST_CASE_FIXTURE(DeskOnThePhone, "filing for a student: what is refused leaves nothing") {
    CHECK(refusal(call_of("nobody"), "email").find("not an e-mail address") != std::string::npos);
    CHECK(refusal(call_of(""), "email") == "Type your e-mail address.");
    CHECK(refusal(call_of("peter@staff.example.edu"), "email").find("somebody of staff") !=
          std::string::npos);
    FilingForStudent filing = call_of("new@students.example.edu");
    filing.subject = "  ";
    CHECK(!refusal(filing, "subject").empty());
    filing = call_of("new@students.example.edu");
    filing.service = "no-such-service";
    CHECK(refusal(filing, "service") == "Please choose one of the services.");
    filing = call_of("new@students.example.edu");
    filing.name = "";
    CHECK(!refusal(filing, "name").empty());
    filing = call_of("new@students.example.edu");
    filing.request_id = "x";
    CHECK(!refusal(filing, "request_id").empty());
    filing = call_of("new@students.example.edu");
    filing.attachments = {"no-such-file"};
    CHECK(!refusal(filing, "attachments").empty());
    CHECK(server.rows("ticket") == 0);
    CHECK(server.rows("app_user") == 4); // nobody new
}

TEST_CASE("an address outside the university opens no account, whoever types it") {
    security::NoCaptcha captcha;
    RunningServer server(captcha, {.email_domains = {"students.example.edu"}});
    const ApiClient david(server, server.sign_in(server.add_user("david@staff.example.edu", "David", "it")));
    FilingForStudent filing = DeskOnThePhone::call_of("amina@elsewhere.example.com");
    const auto answered = david.call(FileForStudent{}, filing);
    CHECK(answered.status() == 422);
    CHECK(english(message_for(answered.error.details, "email")).find("students.example.edu") !=
          std::string::npos);
    filing.email = "amina@students.example.edu";
    CHECK(david.call(FileForStudent{}, filing).status() == 200);
}

} // namespace
} // namespace stu::test
