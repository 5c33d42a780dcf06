// The process around the check: whatever it does, there is a verdict in time, and nothing is left behind.

#include "backend/pdf/child_checker.hpp"

#include "tests/support/english.hpp"
#include "tests/support/pdf.hpp"
#include "tests/support/temporary_folder.hpp"

#include <spdlog/spdlog.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace stu::test {
namespace {

using namespace std::chrono_literals;
using pdf::Verdict;

/// A program in the place of the real one.
class Script {
  public:
    explicit Script(const std::string& commands) : file_(folder_.path() / "program") {
        std::ofstream(file_) << "#!/bin/sh\n" << commands << "\n";
        std::filesystem::permissions(file_, std::filesystem::perms::owner_all);
    }
    const std::filesystem::path& file() const { return file_; }
    std::filesystem::path folder() const { return folder_.path(); }

  private:
    TemporaryFolder folder_;
    std::filesystem::path file_;
};

bool no_child_is_left() { return ::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

TEST_CASE("every verdict has a name, and every refusal a sentence") {
    for (std::size_t i = 0; i < count_of<Verdict>(); ++i) {
        const auto verdict = static_cast<Verdict>(i);
        CAPTURE(name_of(verdict));
        const Script script("echo " + std::string(name_of(verdict)));
        CHECK(pdf::ChildChecker(script.file()).check("x") == verdict);
        const auto error = pdf::refusal(verdict, "form.pdf");
        CHECK(error.has_value() == (verdict != Verdict::fine));
        if (!error) continue;
        CHECK(error->code == Code::unsupported_media);
        CHECK(english(error->message).starts_with("“form.pdf” "));
        CHECK(english(error->message).find("Please") != std::string::npos);
    }
}

TEST_CASE("a process that does not answer as agreed means: could not be read safely") {
    for (const char* commands : {"exit 0", "exit 1", "kill -9 $$", "kill -SEGV $$", "echo nonsense", "echo",
                                 "printf fine", "printf 'fine fine\\n'", "printf '\\0fine\\n'", "yes",
                                 "head -c 100000 /dev/zero", "exec >&-; exec sleep 60"}) {
        CAPTURE(commands);
        const Script script(commands);
        CHECK(pdf::ChildChecker(script.file()).check("%PDF-1.4") == Verdict::unreadable);
        CHECK(no_child_is_left());
    }
}

TEST_CASE("a process that does not come to its answer means: try again later") {
    for (const char* commands : {"exec sleep 60", "printf fine; exec sleep 60"}) {
        CAPTURE(commands);
        const Script script(commands);
        pdf::ChildChecker checker(script.file(), {.time = 200ms});
        CHECK_FALSE(checker.check("%PDF-1.4"));
        CHECK(no_child_is_left());
    }
}

TEST_CASE("a process that says fine and goes on is ended") {
    const Script script("echo fine; exec sleep 60");
    const auto start = std::chrono::steady_clock::now();
    CHECK(pdf::ChildChecker(script.file()).check("x") == Verdict::fine);
    CHECK(std::chrono::steady_clock::now() - start < 5s);
    CHECK(no_child_is_left());
}

TEST_CASE("the file arrives whole, also when it is not read") {
    const std::string content = pdf_of(2'000'000);
    const Script counting("[ $(wc -c) = 2000000 ] && echo fine");
    CHECK(pdf::ChildChecker(counting.file()).check(content) == Verdict::fine);
    const Script ignoring("echo fine");
    CHECK(pdf::ChildChecker(ignoring.file()).check(content) == Verdict::fine);
}

TEST_CASE("the process gets no environment and no descriptor of the server") {
    ::setenv("MAIL_PASSWORD", "secret", 1);
    const int inheritable = ::dup2(STDIN_FILENO, 200);
    const Script script("[ -z \"$MAIL_PASSWORD\" ] && [ ! -e /proc/$$/fd/200 ] && echo fine");
    CHECK(pdf::ChildChecker(script.file()).check("x") == Verdict::fine);
    ::close(inheritable);
    ::unsetenv("MAIL_PASSWORD");
}

TEST_CASE("without a program there is no verdict") {
    spdlog::set_level(spdlog::level::off);
    CHECK_FALSE(pdf::ChildChecker("/nonexistent").check("x"));
    CHECK(no_child_is_left());
}

TEST_CASE("two at once; the others wait for a turn, but not for ever") {
    const Script script("sleep 1.5; echo fine");
    pdf::ChildChecker checker(script.file(), {.at_once = 2, .wait = 100ms, .time = 30s});
    std::atomic<int> looked_at{0}, turned_away{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            if (checker.check("x")) {
                ++looked_at;
            } else {
                ++turned_away;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(looked_at == 2);
    CHECK(turned_away == 4);
    CHECK(no_child_is_left());

    const Script quick("echo fine");
    pdf::ChildChecker one_at_a_time(quick.file(), {.at_once = 1});
    std::atomic<int> fine{0};
    threads.clear();
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] { fine += one_at_a_time.check("x") == Verdict::fine ? 1 : 0; });
    for (std::thread& thread : threads) thread.join();
    CHECK(fine == 8);
}

} // namespace
} // namespace stu::test
