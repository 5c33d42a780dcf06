// What programs write: numbers, lists, hex and addresses.

#include "common/numbers.hpp"
#include "common/status.hpp"
#include "common/text.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace stu;

namespace {

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) parts.emplace_back(split_off(list, ','));
    return parts;
}

} // namespace

TEST_CASE("a number is the whole text, in range") {
    CHECK(number_in<std::int64_t>("0") == 0);
    CHECK(number_in<std::int64_t>("-12") == -12);
    CHECK(number_in<std::uint16_t>("65535") == 65535);
    CHECK(number_in<std::uint64_t>("ff", 16) == 255);
    for (const char* text : {"", " 1", "1 ", "+1", "1.5", "0x1", "one", "1a"}) {
        CAPTURE(text);
        CHECK_FALSE(number_in<std::int64_t>(text));
    }
    CHECK_FALSE(number_in<std::uint16_t>("65536"));
    CHECK_FALSE(number_in<std::uint16_t>("-1"));
}

TEST_CASE("a list comes apart at its separators") {
    CHECK(parts_of("") == std::vector<std::string>{});
    CHECK(parts_of("a") == std::vector<std::string>{"a"});
    CHECK(parts_of("a,b,,c") == std::vector<std::string>{"a", "b", "", "c"});
    CHECK(parts_of(",a,") == std::vector<std::string>{"", "a"});
}

TEST_CASE("hex is lower case and has its length") {
    CHECK(is_hex("0123456789abcdef", 16));
    for (const char* text : {"", "abc", "abcde", "ABCD", "abcg", "ab d"}) {
        CAPTURE(text);
        CHECK_FALSE(is_hex(text, 4));
    }
}

TEST_CASE("all enumerators come in order, each once") {
    std::size_t next = 0;
    for (const Status status : all<Status>()) CHECK(static_cast<std::size_t>(status) == next++);
    CHECK(next == count_of<Status>());
}

TEST_CASE("an address takes letters, digits and four signs as they are") {
    CHECK(percent_encoded("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encoded("a b/ü&=%") == "a%20b%2F%C3%BC%26%3D%25");
    CHECK(percent_decoded("a%20b%2F%C3%BC%26%3D%25") == "a b/ü&=%");
    CHECK(percent_decoded("a+b") == "a b");
    for (const char* odd : {"%", "%4", "%zz", "%-1", "100%"}) CHECK(percent_decoded(odd) == odd);
}
