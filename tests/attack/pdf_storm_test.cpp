// Files that take the checking processes to their limits cost nobody else anything.

#include "tests/api/desk.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <memory>

namespace stu::test {
namespace {

using namespace std::chrono_literals;

/// A checking process that works until the system ends it, as it does with one that takes too long.
struct BusyProgram {
    BusyProgram() {
        std::ofstream(path()) << "#!/bin/sh\nsleep 3\nkill -9 $$\n";
        std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
    }
    std::filesystem::path path() const { return folder.path() / "program"; }

    TemporaryFolder folder;
};

TEST_CASE("a storm of bombs holds up nobody, and what cannot wait is told to try again") {
    const BusyProgram program;
    http::GateLimits limits;
    limits.files = {.threads = 2, .queue = 4, .wait = 500ms};
    RunningServer server(limits, program.path());
    const std::string token = server.sign_in(server.add_user("amina@students.example.edu", "Amina"));
    const ApiClient amina(server, token), visitor(server);

    const std::string bomb = pdf_of(2'000);
    const std::string request =
        "POST /api/attachments.put?name=a.pdf HTTP/1.1\r\n" + amina.common_headers() +
        "X-StuTicket: 1\r\nContent-Type: application/pdf\r\nContent-Length: " + std::to_string(bomb.size()) +
        "\r\n\r\n" + bomb;
    std::vector<std::unique_ptr<HttpConnection>> storm;
    for (int i = 0; i < 12; ++i) {
        storm.push_back(std::make_unique<HttpConnection>(server.port()));
        storm.back()->send(request);
    }
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) CHECK(amina.call(StudentHome{}, {}).status() == 200);
    CHECK(visitor.call(SignIn{}, {"amina@students.example.edu", std::string(RunningServer::password)})
              .status() == 200);
    CHECK(std::chrono::steady_clock::now() - start < 2s);

    int unreadable = 0, turned_away = 0;
    for (const auto& socket : storm) {
        const Reply reply = socket->receive();
        unreadable += reply.status == 415 ? 1 : 0;
        turned_away += reply.status == 503 ? 1 : 0;
    }
    CHECK(unreadable == 2);
    CHECK(turned_away == 10);
    CHECK(server.rows("attachment") == 0);
}

} // namespace
} // namespace stu::test
