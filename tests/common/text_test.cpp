#include "common/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace stu;

TEST_CASE("well-formed UTF-8 is accepted up to the edges of each length") {
    for (const char* text : {"", "plain", "é", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF",
                             "\U00010000", "\U0010FFFF", "Żółty Wi-Fi – 学生 🎓"}) {
        CAPTURE(text);
        CHECK(is_utf8(text));
    }
}

TEST_CASE("malformed UTF-8 is refused wherever it stands") {
    const std::vector<std::string> malformed{
        "\x80",             // continuation without a lead
        "\xC0\x80",         // overlong NUL
        "\xC1\xBF",         // overlong
        "\xE0\x9F\xBF",     // overlong
        "\xF0\x8F\xBF\xBF", // overlong
        "\xED\xA0\x80",     // high surrogate
        "\xED\xBF\xBF",     // low surrogate
        "\xF4\x90\x80\x80", // above U+10FFFF
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xC3", // ends early
        "\xE4\xB8",
        "\xF0\x9F\x8E",
        "\xC3(", // continuation missing
        "\xE4\xB8(",
        "\xF0\x9F\x8E(",
    };
    for (const std::string& bad : malformed) {
        CAPTURE(bad);
        CHECK_FALSE(is_utf8(bad));
        CHECK_FALSE(is_utf8("eight or more ASCII bytes first " + bad));
        CHECK_FALSE(is_utf8(bad + " and after"));
        CHECK_FALSE(is_single_line("x" + bad));
        CHECK_FALSE(is_multi_line("x" + bad));
    }
}

TEST_CASE("length counts code points, and malformed bytes one each") {
    CHECK(code_points("") == 0);
    CHECK(code_points("abc") == 3);
    CHECK(code_points("学生🎓é") == 4);
    CHECK(code_points("\xFF\xFEx") == 3);
}

TEST_CASE("trimming takes white space off both ends only") {
    CHECK(trimmed(" \t\r\n\v\f a b \n") == "a b");
    CHECK(trimmed("\u00A0\u3000 a \u3000\u00A0") == "a");
    CHECK(trimmed(" \u00A0 ").empty());
    CHECK(trimmed("é") == "é");
    CHECK(trimmed("").empty());
}

TEST_CASE("a single line has no control characters, separators or bidirectional overrides") {
    CHECK(is_single_line("Łukasz Őrsi, O'Neill-Ñandú"));
    CHECK(is_single_line("العربية"));
    CHECK(is_single_line("\u200D\u200E")); // joiners and plain marks belong to some scripts
    for (const char* text : {"a\nb", "a\tb", "a\rb", "\x01", "\x1F", "\x7F", "\u0080", "\u009F", "\u2028",
                             "\u2029", "\u202A", "\u202E", "\u2066", "\u2069"}) {
        CAPTURE(text);
        CHECK_FALSE(is_single_line(text));
    }
    CHECK(is_single_line("\u2027"));
    CHECK(is_single_line("\u202F"));
    CHECK(is_single_line("\u2065"));
    CHECK(is_single_line("\u206A"));
    CHECK_FALSE(is_single_line(std::string_view("a\0b", 3)));
}

TEST_CASE("several lines may have line feeds, tabs and bidirectional marks") {
    CHECK(is_multi_line("first\n\tsecond\n\u202Bعربي\u202C"));
    for (const char* text : {"a\rb", "\x0B", "\x1B[31m", "\x7F", "\u0085"}) {
        CAPTURE(text);
        CHECK_FALSE(is_multi_line(text));
    }
}

TEST_CASE("lower case touches ASCII only") { CHECK(lower_ascii("AZ az 09 ÄŻ@[`{") == "az az 09 ÄŻ@[`{"); }

TEST_CASE("initials are the first letters of the first and the last word") {
    CHECK(initials("Amina Wanjiru") == "AW");
    CHECK(initials("amina njeri wanjiru") == "AW");
    CHECK(initials("  Plato ") == "P");
    CHECK(initials("Żaneta Łuczak") == "ŻŁ");
    CHECK(initials("学 生") == "学生");
    CHECK(initials("").empty());
    CHECK(initials(" ").empty());
}
