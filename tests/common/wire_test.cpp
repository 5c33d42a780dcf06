// Both wire forms carry every message whole.

#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"
#include "random_message.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

using namespace stu;
using namespace stu::test;

TEST_CASE("random messages of every type survive both forms and are equal in both") {
    constexpr int rounds = 150;
    RandomMessage random(7);
    int messages = 0;
    each_message_type([&](auto empty) {
        using T = decltype(empty);
        for (int i = 0; i < rounds; ++i, ++messages) {
            const T message = random.make<T>();
            const std::string binary = wire::to_binary(message);
            const Result<T> from_binary = wire::from_binary<T>(binary);
            const Result<T> from_json = wire::from_json<T>(wire::to_json(message));
            REQUIRE(from_binary);
            REQUIRE(from_json);
            REQUIRE(wire::to_binary(from_binary.value()) == binary);
            REQUIRE(wire::to_binary(from_json.value()) == binary);
        }
    });
    CHECK(messages == 127 * rounds);
}

TEST_CASE("the binary form is cereal's portable one, byte for byte") {
    using namespace std::string_literals;
    const std::string change = wire::to_binary(StatusChange{"7Q", 258, Status::completed, "", ""});
    CHECK(change.substr(0, 20) == "\x01\x02\0\0\0\0\0\0\0"
                                  "7Q"
                                  "\x02\x01\0\0\0\0\0\0"
                                  "\x05"s);
    CHECK(wire::to_binary(TicketByNumber{"7Q"}) == "\x01\x02\0\0\0\0\0\0\0"
                                                   "7Q"s);
    CHECK(wire::to_binary(Empty{}) == "\x01"s);
    CHECK(wire::to_binary(ListQueue{"", {Status::rejected}, "", "", ""}).substr(9, 9) ==
          "\x01\0\0\0\0\0\0\0\x06"s);
}

TEST_CASE("JSON has names for keys and enumerators, and numbers for numbers") {
    const std::string json =
        wire::to_json(StatusChange{"", 9'007'199'254'740'993, Status::in_person_needed, "", ""});
    CHECK(json.find("\"to\": \"in_person_needed\"") != std::string::npos);
    CHECK(json.find("\"version\": 9007199254740993") != std::string::npos);
    CHECK(wire::to_json(Empty{}) == "{}");
}

TEST_CASE("keys may come in any order and be left out") {
    const auto change = wire::from_json<StatusChange>(R"( {"to":"rejected" , "number":"7QHD-20Z8"} )");
    REQUIRE(change);
    CHECK(change->number == "7QHD-20Z8");
    CHECK(change->to == Status::rejected);
    CHECK(change->version == 0);
    CHECK(change->remark.empty());

    const auto defaults = wire::from_json<StatusChange>("{}");
    REQUIRE(defaults);
    CHECK(defaults->to == Status::under_consideration);

    const auto session = wire::from_json<Session>(R"({"user":{}, "catalogue":{"departments":[]}})");
    REQUIRE(session);
    CHECK(session->user.id.empty());
}

TEST_CASE("escapes of JSON become the characters they stand for") {
    const auto ticket = wire::from_json<TicketByNumber>(R"({"number":"\u017b\u00f3\ud83c\udf93\n\/"})");
    REQUIRE(ticket);
    CHECK(ticket->number == "Żó🎓\n/");
}

#if defined(NDEBUG) && !defined(__EMSCRIPTEN__)
TEST_CASE("a full page is read in well under 100 microseconds") {
    QueuePage queue;
    queue.page.rows.assign(page_size,
                           TicketRow{"7QHD-20Z8", "No Wi-Fi in hostel B since Monday", "eduroam", "it",
                                     "Amina Wanjiru", Status::pending, 1'700'000'000'000, 1'700'000'000'000});
    const std::string bytes = wire::to_binary(queue);
    using Clock = std::chrono::steady_clock;
    Clock::duration best = std::chrono::seconds(1); // of many: other programs share the machine
    for (int i = 0; i < 200; ++i) {
        const Clock::time_point start = Clock::now();
        const Result<QueuePage> read = wire::from_binary<QueuePage>(bytes);
        best = std::min(best, Clock::now() - start);
        REQUIRE(read->page.rows.size() == 50);
    }
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(best).count();
    MESSAGE("50 rows, " << bytes.size() << " bytes: " << microseconds << " us");
    CHECK(microseconds < 100);
}
#endif
