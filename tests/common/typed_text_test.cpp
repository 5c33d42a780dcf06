#include "common/typed_text.hpp"

#include "common/checks.hpp"
#include "common/text.hpp"
#include "common/user.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace stu;

namespace {

std::string utf8(char32_t c) {
    std::string bytes;
    const auto byte = [&](char32_t value) { bytes += static_cast<char>(value); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F)),
            byte(0x80 | (c & 0x3F));
    }
    return bytes;
}

/// Of all planes, and often of what makes trouble.
std::string random_text(std::mt19937& engine) {
    static const std::u32string trouble =
        U" \t\n\r\v\f\u0085\u00A0\u00AD\u061C\u200B\u200C\u200D\u200E\u2028\u2029\u202E\u2066\u2068\u2069"
        U"\uFEFF\u3164\uFE0F\u0301\u0007\u001B[];m\\\u009B\u007F\U000E0067\U000E007F\u2800";
    const auto random = [&engine](std::size_t below) { return static_cast<char32_t>(engine() % below); };
    std::string text;
    for (std::size_t length = random(12); length > 0; --length) {
        char32_t c = 0;
        switch (random(4)) {
        case 0: c = trouble[random(trouble.size())]; break;
        case 1: c = 'a' + random(26); break;
        case 2: c = 0xA0 + random(0x3000); break;
        default: c = 1 + random(0x10FFFF);
        }
        if (c < 0xD800 || c > 0xDFFF) text += utf8(c);
    }
    return text;
}

/// Letters and digits of ASCII outside escape sequences are visible for sure.
bool is_small_letter(char c) { return (c >= 'a' && c <= 'z'); }

} // namespace

TEST_CASE("nothing that is pasted into a line is refused, and nothing invisible stays around it") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"\u200Bamina@students.example.edu\u200B", "amina@students.example.edu"},
        {"\u2068أمينة\u2069", "أمينة"}, // as phones wrap names
        {"Wi-Fi\tin hostel B", "Wi-Fi in hostel B"},
        {"first\r\nsecond", "first second"},
        {"a\u2028b", "a b"},
        {"\u001B[31mred\u001B[0m", "red"},
        {"safe\u202Etxt.exe", "safetxt.exe"},
        {"می‌خواهم", "می‌خواهم"},   // ZWNJ within a word
        {"👩‍👩‍👧", "👩‍👩‍👧"}, // ZWJ
        {" I ❤️ ", "I ❤️"},                   // its colours are a character that nobody sees
        {"🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F ",
         "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.first);
        CHECK(as_line(each.first) == each.second);
        CHECK(check_line(each.first, {tr("The subject"), tr("Give it a subject."), 150}).empty());
    }
    CHECK(check_email("\u200Bamina@students.example.edu\u200B").empty());
    CHECK(check_name("\u2068أمينة\u2069").empty());
}

TEST_CASE("what shows nothing is empty") {
    for (const char* nothing :
         {"\u200B", "\u3164", "\u2800", "\u200D\uFE0F", " \u00AD ", "\U000E0067", "\u001B[0m"}) {
        CAPTURE(nothing);
        CHECK(as_line(nothing).empty());
        CHECK(as_paragraphs(nothing).empty());
        CHECK(check_line(nothing, {tr("The subject"), tr("Give it a subject."), 150}) ==
              "Give it a subject.");
    }
}

TEST_CASE("a pasted log keeps its lines and its tabs, and loses its colours") {
    CHECK(as_paragraphs("one\r\ntwo\rthree\u2029four") == "one\ntwo\nthree\nfour");
    CHECK(as_paragraphs("\u001B[1;31mERROR\u001B[0m\tdisk\u001B]0;title\u0007 full\u001B(B") ==
          "ERROR\tdisk full(B");
    CHECK(as_paragraphs("link: \u001B]8;;http://x\u001B\\here") == "link: here");
    CHECK(as_paragraphs("cut off \u001B[") == "cut off");
    CHECK(as_paragraphs("bell\u0007 and\u0000"
                        "nul") == "bell and");
    CHECK(as_paragraphs("أهلا \u202Babc\u202C.") ==
          "أهلا \u202Babc\u202C."); // directions are the writer's business
    CHECK(check_paragraphs("a\u001Bb\r\nc", {tr("The message"), tr("Say it."), 100}).empty());
}

TEST_CASE("keeping a kept text changes nothing, and no letter is lost") {
    std::mt19937 random(20'261'125);
    for (int i = 0; i < 20'000; ++i) {
        const std::string typed = random_text(random);
        CAPTURE(typed);
        for (std::string (*keep)(std::string_view) : {as_line, as_paragraphs}) {
            const std::string kept = keep(typed);
            CHECK(is_utf8(kept));
            CHECK(keep(kept) == kept);
            CHECK(trimmed(kept) == kept);
            CHECK(kept.find('\r') == std::string::npos);
            CHECK(kept.find('\x1B') == std::string::npos);
            const bool may_hold_sequences =
                typed.find('\x1B') != typed.npos || typed.find("\u009B") != typed.npos;
            if (!may_hold_sequences)
                CHECK(std::count_if(kept.begin(), kept.end(), is_small_letter) ==
                      std::count_if(typed.begin(), typed.end(), is_small_letter));
        }
        CHECK(is_single_line(as_line(typed)));
        CHECK(is_multi_line(as_paragraphs(typed)));
    }
}
