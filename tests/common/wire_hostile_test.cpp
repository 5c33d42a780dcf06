// Bytes that nobody vouches for: each is refused as malformed, and costs no more than the budget.

#include "allocation_watch.hpp"
#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"
#include "random_message.hpp"
#include "support.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace stu;
using namespace stu::test;
using namespace std::string_literals;

namespace {

std::string little_endian(std::uint64_t number) {
    std::string bytes;
    for (int i = 0; i < 8; ++i, number >>= 8) bytes += static_cast<char>(number & 0xFF);
    return bytes;
}

template <class T> void refuses_binary(const std::string& bytes) {
    CAPTURE(bytes.size());
    AllocationWatch watch;
    const Result<T> message = wire::from_binary<T>(bytes);
    CHECK(watch.peak() <= wire::allocation_budget);
    REQUIRE_FALSE(message);
    CHECK(message.error().code == Code::malformed);
    CHECK_FALSE(message.error().message.empty());
}

template <class T> void refuses_json(const std::string& text) {
    const std::string shown = text.substr(0, 200);
    CAPTURE(shown);
    AllocationWatch watch;
    const Result<T> message = wire::from_json<T>(text);
    CHECK(watch.peak() <= wire::allocation_budget);
    REQUIRE_FALSE(message);
    CHECK(message.error().code == Code::malformed);
}

} // namespace

TEST_CASE("a size beyond the message is refused before anything of that size exists") {
    for (std::uint64_t size :
         {std::uint64_t{1}, std::uint64_t{1} << 28, std::uint64_t{1} << 31, std::uint64_t{1} << 34,
          std::uint64_t{1} << 60, std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
        CAPTURE(size);
        refuses_binary<TicketByNumber>("\x01" + little_endian(size));
        AllocationWatch watch;
        CHECK_FALSE(wire::from_binary<QueuePage>("\x01" + little_endian(size)));
        CHECK(watch.peak() < 1'000);
    }
}

TEST_CASE("a list may not take more memory than the budget, however short its elements are on the wire") {
    const std::string id(wire::max_message_bytes, '\0');
    refuses_binary<TicketPage>("\x01" + little_endian(30'000) + id.substr(0, 250'000));
    refuses_binary<QueuePage>("\x01" + little_endian(200'000) + id.substr(0, 250'000));

    // Lists in lists: the largest catalogue that is accepted stays within the budget, the next one is
    // refused.
    Session session;
    session.catalogue.departments.resize(1);
    std::vector<ServiceGroup>& groups = session.catalogue.departments[0].groups;
    std::size_t accepted = 0;
    for (std::size_t count = 1'000; count < 100'000; count += 1'000) {
        groups.assign(count, ServiceGroup{"", "", "", std::vector<Service>(1)});
        const std::string bytes = wire::to_binary(session);
        AllocationWatch watch;
        const Result<Session> read = wire::from_binary<Session>(bytes, bytes.size());
        CHECK(watch.peak() <= wire::allocation_budget);
        if (!read) break;
        accepted = count;
    }
    CHECK(accepted > 10'000);
    CHECK(accepted < 60'000); // WASM fits more: its strings take 12 bytes, not 32
}

TEST_CASE("messages over the limit are refused, and only the caller raises it") {
    const std::string bytes = wire::to_binary(TicketByNumber{repeated(wire::max_message_bytes, "x")});
    refuses_binary<TicketByNumber>(bytes);
    CHECK(wire::from_binary<TicketByNumber>(bytes, bytes.size()));
    CHECK_FALSE(wire::from_binary<TicketByNumber>(bytes, bytes.size() - 1));

    const std::string text(wire::max_message_bytes - 13, 'x');
    CHECK(wire::from_json<TicketByNumber>("{\"number\":\"" + text + "\"}"));
    refuses_json<TicketByNumber>("{\"number\":\"" + text + "x\"}");
}

TEST_CASE("every truncation of a message is refused") {
    RandomMessage random(11);
    each_message_type([&](auto empty) {
        using T = decltype(empty);
        const std::string bytes = wire::to_binary(random.make<T>());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            if (wire::from_binary<T>(std::string_view(bytes).substr(0, size)))
                FAIL_CHECK("accepted " << size);
    });
}

TEST_CASE("what is not as it must be is refused in binary") {
    refuses_binary<Empty>("");
    refuses_binary<Empty>("\0"s);
    refuses_binary<Empty>("\x02"s);
    refuses_binary<Empty>("\xFF");
    refuses_binary<Empty>("\x01\0"s);
    refuses_binary<TicketByNumber>(wire::to_binary(TicketByNumber{"7QHD"}) + repeated(1'000, "x"));

    std::string change = wire::to_binary(StatusChange{"", 1, Status::rejected, "", ""});
    const std::size_t unknown = 1 + 8 + 8; // byte order, size of the number, version
    REQUIRE(change.at(unknown) == '\x06');
    REQUIRE(wire::from_binary<StatusChange>(change));
    refuses_binary<StatusChange>(change.replace(unknown, 1, "\x07"));
    refuses_binary<StatusChange>(change.replace(unknown, 1, "\xFF"));
    for (const std::string& text : {"\xC0\x80"s, "\xED\xA0\x80"s, "\xFF"s, "a\0b"s})
        refuses_binary<TicketByNumber>("\x01" + little_endian(text.size()) + text);
}

TEST_CASE("nesting is refused by a flat scan, two million deep or one too many") {
    refuses_json<ListQueue>(repeated(2'000'000, "["));
    refuses_json<ListQueue>(repeated(100'000, "["));
    refuses_json<ListQueue>(repeated(100'000, "{\"a\":").substr(0, wire::max_message_bytes));
    refuses_json<ListQueue>("{\"statuses\":" + repeated(20'000, "[") + repeated(20'000, "]") + "}");

    const auto nested = [](int depth) {
        return repeated(static_cast<std::size_t>(depth), "[") +
               repeated(static_cast<std::size_t>(depth), "]");
    };
    CHECK(wire::is_bounded_json(nested(wire::max_depth)));
    CHECK_FALSE(wire::is_bounded_json(nested(wire::max_depth + 1)));
}

TEST_CASE("as many small values as fit into a message do not exceed the budget") {
    refuses_json<ListQueue>("{\"statuses\":[0" + repeated(130'000, ",0") + "]}");
    refuses_json<ListQueue>("{\"statuses\":[{}" + repeated(30'000, ",{}") + "]}");
    refuses_json<ListQueue>("{\"statuses\":[" + repeated(30'000, "\"rejected\",").substr(0, 250'000) + "0]}");
}

TEST_CASE("what is not as it must be is refused in JSON") {
    for (const char* text : {"",
                             " ",
                             "null",
                             "5",
                             "\"x\"",
                             "[]",
                             "[{}]",
                             "{",
                             "}",
                             "{}}",
                             "{} {}",
                             "{},",
                             "nonsense",
                             "{\"number\"}",
                             "{\"number\":}",
                             "{\"number\":\"x\",}",
                             "{number:\"x\"}",
                             "{'number':'x'}",
                             "{\"number\":\"x\" \"y\"}",
                             "{\"number\":\"x\n\"}",
                             "{\"number\":5}",
                             "{\"number\":null}",
                             "{\"number\":[]}",
                             "{\"number\":{}}",
                             "{\"number\":true}",
                             "{\"number\":\"x\",\"number\":\"y\"}",
                             "{\"number\":\"x\",\"n\\u0075mber\":\"y\"}",
                             "{\"unknown\":1}",
                             "{\"\":1}",
                             "{\"number\":\"x\",\"__proto__\":{}}",
                             "{\"number\\u0000\":\"x\"}",
                             "{\"number\":\"a\\u0000b\"}",
                             "{\"number\":\"\\ud800\"}",
                             "{\"number\":\"\\udc00\"}",
                             "{\"number\":\"\\ud800\\u0041\"}",
                             "{\"number\":\"\\uZZZZ\"}",
                             "{\"number\":\"\\x41\"}",
                             "{\"number\":\"\xC0\x80\"}",
                             "{\"number\":\"\xED\xA0\x80\"}",
                             "{\"number\":\"\xFF\"}",
                             "\xEF\xBB\xBF{}",
                             "{/**/}",
                             "{\"number\":\"x\"}//"})
        refuses_json<TicketByNumber>(text);
}

TEST_CASE("numbers and enumerators are in range or refused") {
    const auto change = [](const std::string& status, const std::string& version) {
        return "{\"to\":" + status + ",\"version\":" + version + "}";
    };
    CHECK(wire::from_json<StatusChange>(change("\"rejected\"", "9223372036854775807")));
    CHECK(wire::from_json<StatusChange>(change("\"rejected\"", "-9223372036854775808")));
    for (const char* version : {"9223372036854775808",
                                "-9223372036854775809",
                                "99999999999999999999",
                                "1.5",
                                "1e3",
                                "1.0",
                                "0e212",
                                "1e400",
                                "\"5\"",
                                "true",
                                "null",
                                "NaN",
                                "Infinity",
                                "-",
                                "01",
                                "+1",
                                ".5",
                                "0x10",
                                "[]",
                                "{}"})
        refuses_json<StatusChange>(change("\"rejected\"", version));
    for (const char* status : {"\"Rejected\"", "\"unknown\"", "\"\"", "6", "null", "[]"})
        refuses_json<StatusChange>(change(status, "1"));
}

TEST_CASE("a list is not a record, nor a record a list, at any depth") {
    for (const char* text :
         {"{\"user\":[]}", "{\"user\":[1]}", "{\"user\":\"x\"}", "{\"user\":null}",
          "{\"catalogue\":{\"departments\":{}}}", "{\"catalogue\":{\"departments\":[[]]}}",
          "{\"catalogue\":{\"departments\":[1]}}", "{\"catalogue\":{\"departments\":\"x\"}}",
          "{\"user\":{\"departments\":[5]}}", "{\"user\":{\"unknown\":{}}}"})
        refuses_json<Session>(text);
}
