#include "common/wire/json.hpp"

#include "support.hpp"

#include <doctest/doctest.h>

using namespace stu;
using stu::test::repeated;

TEST_CASE("one JSON value of any kind passes the scan") {
    for (const char* text :
         {"{}", "[]", "null", "true", "false", "0", "-0", "-12.5e+3", "1E9", "1e-9", "\"\"",
          "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", " { \"a\" : [ 1 , { } , [ ] , \"}\" ] } ",
          "[[],[[]],{\"a\":{\"b\":[{}]}}]", "{\"a\":1,\"b\":{\"c\":2},\"d\":[]}", "\"学🎓\""}) {
        CAPTURE(text);
        CHECK(wire::is_bounded_json(text));
    }
}

TEST_CASE("anything else does not") {
    for (const char* text :
         {"",      " ",         "{",         "[",           "}",          "]",           "[}",
          "{]",    "[1",        "{\"a\":1",  "{\"a\":1]",   "[1}",        "[,]",         "[1,]",
          "[1 2]", "{,}",       "{\"a\"}",   "{\"a\":}",    "{\"a\":1,}", "{1:2}",       "{\"a\":1 \"b\":2}",
          "nul",   "truefalse", "True",      "NaN",         "Infinity",   "-",           "01",
          "1.",    ".1",        "1e",        "1e+",         "+1",         "0x1",         "\"",
          "\"\\",  "\"\\q\"",   "\"\\u12\"", "\"\\u12G4\"", "\"a\tb\"",   "\"\\u0000\"", "{}{}",
          "1 2",   "[] ]",      "'a'",       "/**/1"}) {
        CAPTURE(text);
        CHECK_FALSE(wire::is_bounded_json(text));
    }
    CHECK_FALSE(wire::is_bounded_json(std::string_view("{}\0", 3)));
}

TEST_CASE("size, depth and number of values are bounded") {
    CHECK(wire::is_bounded_json("[" + repeated(wire::max_message_bytes - 2, " ") + "]"));
    CHECK_FALSE(wire::is_bounded_json("[" + repeated(wire::max_message_bytes - 1, " ") + "]"));
    CHECK(wire::is_bounded_json(repeated(16, "[") + repeated(16, "]")));
    CHECK_FALSE(wire::is_bounded_json(repeated(17, "[") + repeated(17, "]")));
    CHECK(wire::is_bounded_json(repeated(16, "{\"a\":") + "1" + repeated(16, "}")));
    CHECK_FALSE(wire::is_bounded_json(repeated(17, "{\"a\":") + "1" + repeated(17, "}")));
    CHECK(wire::is_bounded_json("[0" + repeated(32'000, ",0") + "]"));
    CHECK_FALSE(wire::is_bounded_json("[0" + repeated(33'000, ",0") + "]"));
}
