// One's own account: profile, address, password, sessions, and leaving.

#include "backend/app/use_cases.hpp"
#include "backend/store/people/users.hpp"
#include "tests/api/desk.hpp"
#include "tests/api/words.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

const std::string fresh_password = "Other-kettle-95-Moss";

std::string body_of_last_mail(RunningServer& server, std::string_view recipient) {
    store::Transaction transaction = server.store().read();
    const auto row = transaction.connection().query(
        "SELECT body FROM outbox WHERE recipient = $1 ORDER BY id DESC LIMIT 1", {recipient});
    return row->next() ? row->text(0) : std::string();
}

TEST_CASE("mail is written in the language of the profile, and an unknown one is refused") {
    Desk desk;
    Profile profile{"Amina Wanjiru", "BIT-2024-0417", "", Notifications::every_update, "sw"};
    CHECK(desk.amina.call(SaveProfile{}, profile)->user.language == "sw");
    desk.file_ticket();
    const std::string body = body_of_last_mail(desk.server, email);
    CHECK(body.find("Habari Amina") != std::string::npos);
    CHECK(body.find("Hello") == std::string::npos);
    profile.language = "tlh";
    const auto refused = desk.amina.call(SaveProfile{}, profile);
    CHECK(!message_for(refused.error.details, "language").empty());
}

TEST_CASE("a profile is saved, and the next mail tells the time of its zone") {
    Desk desk;
    Profile profile{" Amina W. Wanjiru ", "BIT-2024-0418", "Asia/Kathmandu", Notifications::every_update};
    const auto saved = desk.amina.call(SaveProfile{}, profile);
    REQUIRE(saved.status() == 200);
    CHECK(saved->user.name == "Amina W. Wanjiru");
    CHECK(saved->user.registration_number == "BIT-2024-0418");
    desk.file_ticket();
    CHECK(body_of_last_mail(desk.server, email).find("(Asia/Kathmandu)") != std::string::npos);
    profile.time_zone.clear();
    desk.amina.call(SaveProfile{}, profile);
    desk.file_ticket('b');
    CHECK(body_of_last_mail(desk.server, email).find("(UTC)") != std::string::npos);

    profile.time_zone = "Moon/Tycho";
    const auto refused = desk.amina.call(SaveProfile{}, profile);
    CHECK(refused.status() == 422);
    CHECK(!message_for(refused.error.details, "time_zone").empty());
    profile = {"", "", "../../etc/passwd", Notifications::every_update};
    CHECK(desk.amina.call(SaveProfile{}, profile).error.details.size() == 2);
    CHECK(desk.amina.call(SaveProfile{}, {"Amina", "", "", Notifications::every_update}).status() == 422);
    CHECK(desk.david.call(SaveProfile{}, {"David O.", "", "", Notifications::every_update}).status() == 200);
    CHECK(desk.visitor.call(SaveProfile{}, {"X", "BIT-1", "", Notifications::every_update}).status() == 401);
}

TEST_CASE("whoever wants little mail gets what they must act on, and the end") {
    Desk desk;
    desk.amina.call(SaveProfile{}, {"Amina Wanjiru", "BIT-1", "", Notifications::when_needed});
    Ticket ticket = desk.file_ticket().ticket;
    const auto mails = [&] { return desk.server.rows("outbox"); };
    CHECK(mails() == 1); // the receipt comes always: it has the number
    const auto set = [&](Status to, const std::string& remark) {
        ticket = desk.david.call(SetStatus{}, {ticket.number, ticket.version, to, remark, {}})->ticket;
    };
    set(Status::under_consideration, "");
    set(Status::under_consideration, "A remark.");
    CHECK(mails() == 1);
    set(Status::awaiting_confirmation, "Which room?");
    CHECK(mails() == 2);
    set(Status::completed, "");
    CHECK(mails() == 3);
}

TEST_CASE("a new address takes effect when its link is opened, and the old one is told") {
    Desk desk;
    const std::string fresh = "wanjiru@students.example.edu";
    const Ticket ticket = desk.file_ticket().ticket;
    CHECK(desk.amina.call(ChangeEmail{}, {fresh, "Wrong-Horse-77"}).status() == 422);
    CHECK(desk.server.link_secret(fresh, "/confirm").empty());
    REQUIRE(desk.amina.call(ChangeEmail{}, {fresh, password}).status() == 200);
    CHECK(desk.server.last_subject(email) == "A new address for your StuTicket account");
    CHECK(desk.amina.call(CurrentSession{}, {})->user.email == email);
    CHECK(desk.visitor.call(SignIn{}, {fresh, password}).status() == 401);

    REQUIRE(
        desk.visitor.call(ConfirmEmail{}, {desk.server.link_secret(fresh, "/confirm"), password}).status() ==
        200);
    CHECK(desk.amina.call(CurrentSession{}, {})->user.email == fresh);
    CHECK(desk.server.last_subject(email) == "The address of your StuTicket account has changed");
    CHECK(desk.visitor.call(SignIn{}, {fresh, password}).status() == 200);
    CHECK(desk.visitor.call(SignIn{}, {email, password}).status() == 401);
    // Mail about older tickets follows.
    desk.david.call(SetStatus{}, {ticket.number, 1, Status::under_consideration, "", {}});
    CHECK(desk.server.last_subject(fresh).find(ticket.number) != std::string::npos);
}

TEST_CASE("an address that somebody else has is not taken over, and the answer does not tell") {
    Desk desk;
    const auto answer = desk.amina.call(ChangeEmail{}, {"brian@students.example.edu", password});
    CHECK(answer.status() == 200);
    CHECK(desk.server.link_secret("brian@students.example.edu", "/confirm").empty());
    CHECK(desk.server.last_subject("brian@students.example.edu") == "You already have a StuTicket account");

    // Taken between the wish and the link.
    const std::string fresh = "wanjiru@students.example.edu";
    desk.amina.call(ChangeEmail{}, {fresh, password});
    desk.server.add_user(fresh, "Somebody Else");
    CHECK(
        desk.visitor.call(ConfirmEmail{}, {desk.server.link_secret(fresh, "/confirm"), password}).status() ==
        409);
    CHECK(desk.amina.call(CurrentSession{}, {})->user.email == email);
}

TEST_CASE("a new password needs the old one, ends the other sessions and keeps this one under a new cookie") {
    Desk desk;
    const auto session = desk.visitor.call(SignIn{}, {email, password});
    const ApiClient other = desk.visitor.after(desk.server, session.reply);
    const auto refused = desk.amina.call(ChangePassword{}, {"Wrong-Horse-77", fresh_password});
    CHECK(refused.status() == 422);
    CHECK(!message_for(refused.error.details, "current").empty());
    CHECK(desk.amina.call(ChangePassword{}, {password, "Password1!"}).status() == 422);
    CHECK(desk.amina.call(ChangePassword{}, {password, password}).status() == 422);
    CHECK(other.call(StudentHome{}, {}).status() == 200);

    const auto changed = desk.amina.call(ChangePassword{}, {password, fresh_password});
    REQUIRE(changed.status() == 200);
    CHECK(other.call(StudentHome{}, {}).status() == 401);
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 401); // its cookie was replaced
    CHECK(desk.amina.after(desk.server, changed.reply).call(StudentHome{}, {}).status() == 200);
    CHECK(desk.visitor.call(SignIn{}, {email, password}).status() == 401);
    CHECK(desk.visitor.call(SignIn{}, {email, fresh_password}).status() == 200);
    CHECK(desk.server.last_subject(email) == "Your StuTicket password has changed");
}

TEST_CASE("what somebody began with the old password ends when its owner has chosen a new one") {
    Desk desk;
    desk.visitor.call(RequestReset{}, {email});
    const std::string link = desk.server.link_secret(email, "/reset");
    bool reset = false;
    // The change is under way, its password already found right, when the link of the mail is used: the new
    // one is about to be hashed, with 16 bytes of salt.
    desk.server.random().before(16, [&] {
        app::Context owner{desk.server.services(), {}, {}, desk.server.clock().now_ms()};
        reset = static_cast<bool>(app::handle(ResetPassword{}, owner, {link, fresh_password}));
    });
    CHECK(desk.amina.call(ChangePassword{}, {password, "Thief-kettle-97-Moss"}).status() == 401);
    CHECK(reset);
    CHECK(desk.visitor.call(SignIn{}, {email, "Thief-kettle-97-Moss"}).status() == 401);
    CHECK(desk.visitor.call(SignIn{}, {email, fresh_password}).status() == 200);
}

TEST_CASE("a changed password ends the links of older mails") {
    Desk desk;
    desk.visitor.call(RequestReset{}, {email});
    const std::string link = desk.server.link_secret(email, "/reset");
    CHECK(desk.amina.call(ChangePassword{}, {password, fresh_password}).status() == 200);
    CHECK(desk.visitor.call(ResetPassword{}, {link, "Thief-kettle-97-Moss"}).status() == 410);
    CHECK(desk.visitor.call(SignIn{}, {email, fresh_password}).status() == 200);
}

TEST_CASE("at an open browser the password cannot be guessed either") {
    Desk desk;
    for (int i = 0; i < 5; ++i) CHECK(desk.amina.call(DeleteAccount{}, {"Wrong-Horse-77"}).status() == 422);
    CHECK(desk.amina.call(DeleteAccount{}, {password}).status() == 429);
    CHECK(desk.amina.call(ChangePassword{}, {password, fresh_password}).status() == 429);
    CHECK(desk.server.rows("session") == 4);
}

TEST_CASE("sessions are listed and ended, one's own only") {
    Desk desk;
    const auto sign_in = [&](const std::string& email, std::string_view agent) {
        const std::string body = wire::to_json(Credentials{email, password});
        const Reply reply = desk.visitor.post("session.sign_in", json_content_type, body,
                                              "User-Agent: " + std::string(agent) + "\r\n");
        REQUIRE(reply.status == 200);
        return desk.visitor.after(desk.server, reply);
    };
    const ApiClient phone =
        sign_in(email, "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0");
    sign_in(email, "<script>alert(1)</script>");
    const auto seen = phone.call(ListSessions{}, {});
    REQUIRE(seen->sessions.size() == 3);
    int current = 0;
    for (const OpenSession& session : seen->sessions) {
        CHECK(session.browser.find('<') == std::string::npos);
        if (session.current) {
            ++current;
            CHECK(session.browser == "Chrome on Android");
        }
        CHECK(phone.token().find(session.id) == std::string::npos);
    }
    CHECK(current == 1);
    for (const OpenSession& session : seen->sessions) // of no use to anybody else
        desk.brian.call(EndSessions{}, {session.id});
    CHECK(phone.call(ListSessions{}, {})->sessions.size() == 3);
    for (const OpenSession& session : seen->sessions)
        if (!session.current) {
            CHECK(phone.call(EndSessions{}, {session.id})->sessions.size() == 2);
            break;
        }
    CHECK(phone.call(EndSessions{}, {})->sessions.size() == 1);
    CHECK(phone.call(StudentHome{}, {}).status() == 200);
    CHECK(desk.amina.call(StudentHome{}, {}).status() == 401);
    CHECK(desk.brian.call(StudentHome{}, {}).status() == 200);
}

TEST_CASE("an account with tickets can be deleted, and nothing personal stays") {
    Desk desk;
    const auto file = desk.amina.upload("passport-of-amina.pdf", pdf_of(1'000));
    const Ticket ticket = desk.file_ticket('a', {file->id}).ticket;
    desk.david.call(SetStatus{}, {ticket.number, 1, Status::pending, "A remark.", {}});
    desk.amina.call(AnswerTicket{}, {std::string(32, 'b'), ticket.number, "It is still broken.", {}});
    desk.amina.call(ChangeEmail{}, {"other.amina@students.example.edu", password});
    CHECK(desk.amina.get("/api/account.delete").status == 405);
    CHECK(desk.amina.call(DeleteAccount{}, {"Wrong-Horse-77"}).status() == 422);
    REQUIRE(desk.amina.call(DeleteAccount{}, {password}).status() == 200);

    CHECK(desk.amina.call(StudentHome{}, {}).status() == 401);
    CHECK(desk.visitor.call(SignIn{}, {email, password}).status() == 401);
    const auto seen = desk.david.call(GetTicket{}, {ticket.number});
    REQUIRE(seen.status() == 200);
    CHECK(seen->ticket.subject == ticket.subject);
    CHECK(seen->ticket.student_name == "Former student");
    CHECK(seen->attachments.empty());
    CHECK(seen->events.back().kind == EventKind::withdrawn);
    CHECK(seen->events[2].text == "It is still broken.");
    CHECK(desk.david.get("/api/attachments.view?id=" + file->id).status == 404);
    // Nobody is left to answer: it is out of the queue, and found under no name any more.
    CHECK(seen->ticket.withdrawn_ms > 0);
    ListQueue search;
    search.department = "it";
    CHECK(desk.david.call(DepartmentQueue{}, search)->page.total == 0);

    store::Transaction transaction = desk.server.store().read();
    for (const auto& [table, columns] :
         {std::pair{"app_user", "email || name || registration_number || password_hash"},
          std::pair{"ticket", "student_name || registration_number || email"},
          std::pair{"ticket_event", "author_name"},
          std::pair{"outbox", "recipient || recipient_name || subject || body"},
          std::pair{"account_token", "email"}, std::pair{"attachment", "file_name"}}) {
        CAPTURE(table);
        const auto row = transaction.connection().query("SELECT COUNT(*) FROM " + std::string(table) +
                                                        " WHERE lower(" + columns + ") LIKE '%amina%'");
        REQUIRE(row->next());
        CHECK(row->integer(0) == 0);
    }
}

TEST_CASE("a deleted address can be registered anew, and finds nothing of the old account") {
    Desk desk;
    desk.file_ticket();
    desk.amina.call(DeleteAccount{}, {password});
    CHECK(desk.visitor.call(RegisterStudentAccount{}, {"Amina", email, "BIT-1", password}).status() == 200);
    const auto session =
        desk.visitor.call(ConfirmEmail{}, {desk.server.link_secret(email, "/confirm"), password});
    REQUIRE(session.status() == 200);
    CHECK(desk.visitor.after(desk.server, session.reply).call(ListOwnTickets{}, {})->total == 0);
}

TEST_CASE("staff who leave keep no access, and what they wrote stays without their name") {
    Desk desk;
    const Ticket ticket = desk.file_ticket().ticket;
    desk.david.call(SetStatus{}, {ticket.number, 1, Status::awaiting_confirmation, "Which room?", {}});
    REQUIRE(desk.david.call(DeleteAccount{}, {password}).status() == 200);
    CHECK(desk.david.call(DepartmentQueue{}, {"it", {}, {}, {}, {}}).status() == 401);
    const auto seen = desk.amina.call(GetTicket{}, {ticket.number});
    CHECK(seen->events.back().author_name == "Former member of staff");
    CHECK(seen->events.back().text == "Which room?");
    CHECK(desk.amina.call(AnswerTicket{}, {std::string(32, 'b'), ticket.number, "Room 4.", {}}).status() ==
          200);
}

} // namespace
} // namespace stu::test
