#include "common/ticket_number.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <vector>

using namespace stu;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::vector<std::string> sample() {
    std::mt19937_64 random(20'240'901);
    std::vector<std::string> numbers{make_ticket_number(0), make_ticket_number(~std::uint64_t{0})};
    while (numbers.size() < 500) numbers.push_back(make_ticket_number(random()));
    return numbers;
}

} // namespace

TEST_CASE("a number is eight symbols in two groups and reads back as itself") {
    for (const std::string& number : sample()) {
        CAPTURE(number);
        REQUIRE(number.size() == 9);
        CHECK(number[4] == '-');
        CHECK(number.find_first_not_of(std::string(alphabet) + '-') == std::string::npos);
        CHECK(parse_ticket_number(number) == number);
    }
}

TEST_CASE("the low 35 bits make the number, each its own") {
    CHECK(make_ticket_number(5) == make_ticket_number(5 + (std::uint64_t{1} << 35)));
    std::set<std::string> payloads;
    for (std::uint64_t i = 0; i < 35; ++i)
        payloads.insert(make_ticket_number(std::uint64_t{1} << i).substr(0, 8));
    CHECK(payloads.size() == 35);
}

TEST_CASE("case, spaces, hyphens and look-alikes do not matter") {
    const std::string number = make_ticket_number(32 * 32 + 1); // holds both 0 and 1
    REQUIRE(number.find('0') != std::string::npos);
    REQUIRE(number.find('1') != std::string::npos);
    for (std::string typed : {number, " " + number + "\r\n", number.substr(0, 4) + number.substr(5),
                              number.substr(0, 4) + " - " + number.substr(5)}) {
        CAPTURE(typed);
        CHECK(parse_ticket_number(typed) == number);
        for (char& c : typed) c = c == '0' ? 'o' : c == '1' ? 'l' : c;
        CHECK(parse_ticket_number(typed) == number);
        for (char& c : typed) c = c == 'o' ? 'O' : c == 'l' ? 'I' : c;
        CHECK(parse_ticket_number(typed) == number);
    }
    for (const std::string& upper : sample()) {
        std::string lower = upper;
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        CHECK(parse_ticket_number(lower) == upper);
    }
}

TEST_CASE("every single wrong symbol is caught") {
    for (const std::string& number : sample()) {
        for (std::size_t i = 0; i < number.size(); ++i) {
            if (number[i] == '-') continue;
            for (char wrong : alphabet) {
                if (wrong == number[i]) continue;
                std::string typed = number;
                typed[i] = wrong;
                if (parse_ticket_number(typed)) FAIL_CHECK("accepted " << typed << " for " << number);
            }
        }
    }
}

TEST_CASE("most swapped neighbours are caught") {
    int swaps = 0, accepted = 0;
    for (const std::string& number : sample()) {
        const std::string symbols = number.substr(0, 4) + number.substr(5);
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
            std::string typed = symbols;
            std::swap(typed[i], typed[i + 1]);
            if (typed == symbols) continue;
            ++swaps;
            accepted += parse_ticket_number(typed) ? 1 : 0;
        }
    }
    CHECK(swaps > 3'000);
    CHECK(accepted * 100 < swaps); // only 0Z and Z0 look alike to Luhn
}

TEST_CASE("what is not a number is refused") {
    for (const char* typed :
         {"", "7QHD", "7QHD-20Z", "0000-00000", "UUUU-UUUU", "7QHD_20Z8", "7QHD–20Z8", "#7QHD20Z8"}) {
        CAPTURE(typed);
        CHECK_FALSE(parse_ticket_number(typed));
    }
    CHECK_FALSE(parse_ticket_number(std::string(100'000, '0')));
    CHECK(parse_ticket_number("0000-0000") == "0000-0000");
}

TEST_CASE("a part of a number is three to eight symbols, however they are typed") {
    CHECK(parse_number_part("hd-2") == "HD2");
    CHECK(parse_number_part("o i l") == "011");
    CHECK(parse_number_part("7QHD-20Z8") == "7QHD20Z8");
    for (const char* typed : {"", "7q", "7q-", "7QHD-20Z88", "wi-fi ü", "u23", "a.b.c"})
        CHECK_FALSE(parse_number_part(typed));
}
