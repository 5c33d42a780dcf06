// PDFs through the API: what is wrong with a file comes back as a sentence, and nothing of it is stored.

#include "tests/api/desk.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace stu::test {
namespace {

std::string with_script() {
    return pdf::write_document(blank_page("/OpenAction << /S /JavaScript /JS (app.alert(1)) >> "));
}

/// A server whose checking process runs `commands` instead.
struct ScriptedDesk {
    explicit ScriptedDesk(const std::string& commands) {
        std::ofstream(folder.path() / "program") << "#!/bin/sh\n" << commands << "\n";
        std::filesystem::permissions(folder.path() / "program", std::filesystem::perms::owner_all);
        server.emplace(http::GateLimits{}, folder.path() / "program");
        amina.emplace(*server, server->sign_in(server->add_user("amina@students.example.edu", "Amina")));
    }

    TemporaryFolder folder;
    std::optional<RunningServer> server;
    std::optional<ApiClient> amina;
};

TEST_CASE("a refused PDF is named, with what is wrong and what to do") {
    Desk desk;
    const auto refused = desk.amina.upload("form.pdf", with_script());
    CHECK(refused.status() == 415);
    CHECK(refused.error.message == "“form.pdf” contains JavaScript, a small program that would run on the "
                                   "reader's computer. Please print it to "
                                   "PDF again without it.");
    CHECK(refused.error.request_id.size() == 16);
    for (const std::string& content :
         {"%PDF-1.4\n" + std::string(1'000, 'x'), pdf_of(1'000) + "PK", pdf_of(1'000).substr(0, 900)}) {
        const auto damaged = desk.amina.upload("scan.pdf", content);
        CHECK(damaged.status() == 415);
        CHECK(english(damaged.error.message).starts_with("“scan.pdf” is damaged"));
    }
    CHECK(desk.server.rows("attachment") == 0);
    CHECK(desk.server.rows("attachment_content") == 0);
    CHECK(desk.amina.upload("scan.pdf", pdf_of(1'000)).status() == 200);
}

TEST_CASE("whatever the checking process does, the server lives and stores nothing unchecked") {
    for (const char* commands : {"kill -SEGV $$", "exit 0", "echo nonsense", "yes"}) {
        CAPTURE(commands);
        ScriptedDesk desk(commands);
        const auto refused = desk.amina->upload("scan.pdf", pdf_of(1'000));
        CHECK(refused.status() == 415);
        CHECK(english(refused.error.message).starts_with("“scan.pdf” could not be read safely."));
        CHECK(desk.server->rows("attachment") == 0);
        CHECK(desk.amina->get("/healthz").status == 200);
    }
}

TEST_CASE("without a checking process nothing is stored, and the sentence says to try again") {
    RunningServer server({}, "/nonexistent");
    const ApiClient amina(server, server.sign_in(server.add_user("amina@students.example.edu", "Amina")));
    const auto refused = amina.upload("scan.pdf", pdf_of(1'000));
    CHECK(refused.status() == 503);
    CHECK(english(refused.error.message).find("try again") != std::string::npos);
    CHECK(server.rows("attachment") == 0);
}

TEST_CASE("several PDFs make one ticket, each checked by itself") {
    Desk desk;
    const auto first = desk.amina.upload("one.pdf", pdf_of(1'000));
    CHECK(desk.amina.upload("two.pdf", with_script()).status() == 415);
    const auto third = desk.amina.upload("three.pdf", pdf_of(3'000));
    CHECK(desk.file_ticket('a', {first->id, third->id}).attachments.size() == 2);
}

TEST_CASE("a damaged file is not served as if it were whole") {
    Desk desk;
    std::string content = pdf_of(1'000);
    const auto file = desk.amina.upload("a.pdf", content);
    desk.server.changed_by_hand = true;
    content[500] = static_cast<char>(content[500] ^ 1);
    {
        store::Transaction transaction = desk.server.store().write();
        transaction.connection().run("UPDATE attachment_content SET content = $1", {sql::Blob{content}});
        transaction.commit();
    }
    for (const char* way : {"view", "download"}) {
        const Reply reply = desk.amina.get("/api/attachments." + std::string(way) + "?id=" + file->id);
        CHECK(reply.status == 500);
        CHECK(reply.header("content-type").starts_with("application/json"));
        const auto error = wire::from_json<Error>(reply.body);
        REQUIRE(error);
        CHECK(english(error->message).starts_with("This file has been damaged on our side"));
        CHECK(error->request_id.size() == 16);
        CHECK(reply.body.find("SHA") == std::string::npos);
    }
}

TEST_CASE("a person has a daily measure of files and of megabytes, and nobody else's is smaller for it") {
    security::NoCaptcha captcha;
    RunningServer server(captcha, {.tickets_per_hour = 0, .files_per_day = 3, .megabytes_per_day = 1});
    const User person = server.add_user("a@students.example.edu", "Amina");
    const ApiClient amina(server, server.sign_in(person));
    const ApiClient brian(server, server.sign_in(server.add_user("b@students.example.edu", "Brian")));
    CHECK(amina.upload("a.pdf", pdf_of(400'000)).status() == 200);
    CHECK(amina.upload("a.pdf", pdf_of(400'000)).status() == 200);
    const auto too_much = amina.upload("a.pdf", pdf_of(400'000));
    CHECK(too_much.status() == 429);
    CHECK(too_much.error.retry_after_s > 3'600);
    CHECK(amina.upload("a.pdf", pdf_of(1'000)).status() == 200); // still fits
    CHECK(amina.upload("a.pdf", pdf_of(1'000)).status() == 429);
    CHECK(brian.upload("a.pdf", pdf_of(400'000)).status() == 200);
    server.clock().advance(25 * 3'600'000);
    const ApiClient next_day(server, server.sign_in(person));
    CHECK(next_day.upload("a.pdf", pdf_of(400'000)).status() == 200);
}

} // namespace
} // namespace stu::test
