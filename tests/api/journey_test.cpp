// The main job, from registration to the answer, in both wire forms.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

namespace stu::test {
namespace {

std::int64_t mails(const RunningServer& server) {
    std::int64_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(server.mail_folder()))
        count += entry.path().extension() == ".eml" ? 1 : 0;
    return count;
}

void whole_journey(Form form) {
    RunningServer server;
    const ApiClient visitor(server);
    const std::string password(RunningServer::password);

    REQUIRE(visitor
                .call(RegisterStudentAccount{},
                      {"Łukasz Nowak", "Lukasz@Students.example.edu", "EXC-2025-0031", password}, form)
                .status() == 200);
    REQUIRE(visitor
                .call(RegisterStaffAccount{},
                      {"David Otieno", "david@staff.example.edu", password, server.issue_access_code("it")},
                      form)
                .status() == 200);

    for (const char* address : {"lukasz@students.example.edu", "david@staff.example.edu"})
        REQUIRE(visitor.call(ConfirmEmail{}, {server.link_secret(address, "/confirm"), password}, form)
                    .status() == 200);
    const auto student_session = visitor.call(SignIn{}, {"lukasz@students.example.edu ", password}, form);
    REQUIRE(student_session.status() == 200);
    CHECK(student_session->user.name == "Łukasz Nowak");
    CHECK(student_session->user.role == Role::student);
    CHECK(student_session->catalogue.departments.size() == 3);
    const ApiClient student = visitor.after(server, student_session.reply);
    const auto staff_session = visitor.call(SignIn{}, {"david@staff.example.edu", password}, form);
    REQUIRE(staff_session.status() == 200);
    CHECK(staff_session->user.departments == std::vector<std::string>{"it"});
    const ApiClient staff = visitor.after(server, staff_session.reply);

    const std::string pdf = pdf_of(1'900'000);
    const auto file = student.upload("wi-fi%20%E5%AD%A6.pdf", pdf);
    REQUIRE(file.status() == 200);
    CHECK(file->file_name == "wi-fi 学.pdf");
    NewTicket draft = good_draft();
    draft.name = "Łukasz Nowak";
    draft.attachments = {file->id};
    const auto filed = student.call(CreateTicket{}, draft, form);
    REQUIRE(filed.status() == 200);
    const std::string number = filed->ticket.number;
    CHECK(filed->ticket.department == "it");
    CHECK(filed->ticket.status == Status::pending);
    CHECK(filed->ticket.email == "lukasz@students.example.edu");

    const auto queue = staff.call(DepartmentQueue{}, {"it", {Status::pending}, draft.service, {}, {}}, form);
    REQUIRE(queue.status() == 200);
    REQUIRE(queue->page.rows.size() == 1);
    CHECK(queue->page.rows[0].subject == draft.subject);
    CHECK(queue->counts.at(0).tickets == 1);
    CHECK(staff.get("/api/attachments.view?id=" + file->id).body == pdf);

    const auto considered =
        staff.call(SetStatus{}, {number, 1, Status::under_consideration, "We are looking.", {}}, form);
    REQUIRE(considered.status() == 200);
    const auto unexplained = staff.call(SetStatus{}, {number, 2, Status::rejected, "", {}}, form);
    CHECK(unexplained.status() == 422);
    CHECK(!message_for(unexplained.error.details, "remark").empty());
    const auto asked =
        staff.call(SetStatus{}, {number, 2, Status::awaiting_confirmation, "Which device is it?", {}}, form);
    REQUIRE(asked.status() == 200);

    const auto home = student.call(StudentHome{}, {}, form);
    REQUIRE(home->waiting.size() == 1);
    CHECK(home->waiting[0].question == "Which device is it?");
    const auto answered = student.call(AnswerTicket{}, {std::string(32, 'b'), number, "A phone.", {}}, form);
    REQUIRE(answered.status() == 200);
    CHECK(answered->ticket.status == Status::under_consideration);
    REQUIRE(staff.call(SetStatus{}, {number, 4, Status::rejected, "Not a university device.", {}}, form)
                .status() == 200);

    const auto seen = student.call(GetTicket{}, {number}, form);
    REQUIRE(seen.status() == 200);
    REQUIRE(seen->events.size() == 5);
    CHECK(seen->events[0].kind == EventKind::opened);
    CHECK(seen->events[3].kind == EventKind::answered);
    CHECK(seen->events[4].text == "Not a university device.");
    CHECK(seen->events[4].author_name == "David Otieno");
    REQUIRE(seen->attachments.size() == 1);
    CHECK(seen->attachments[0].event == 1);

    server.send_mail(); // two welcomes, received, three changes, one answer
    CHECK(mails(server) == 7);
    CHECK(student.call(SignOut{}, {}, form).status() == 200);
    CHECK(student.call(StudentHome{}, {}, form).status() == 401);
}

TEST_CASE("student files, staff answers, student sees it: binary") { whole_journey(Form::binary); }
TEST_CASE("student files, staff answers, student sees it: JSON") { whole_journey(Form::json); }

} // namespace
} // namespace stu::test
