#include "common/language/catalog.hpp"
#include "common/language/dates.hpp"
#include "common/language/languages.hpp"
#include "common/wire/binary.hpp"
#include "common/wire/json.hpp"
#include "tests/common/compiled_catalog.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;
using stu::test::compiled_catalog;

namespace {

const std::string polish_header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=3; "
                                  "plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && "
                                  "(n%100<10 || n%100>=20) ? 1 : 2);\n";

std::string polish_bytes() {
    using namespace std::string_literals;
    return compiled_catalog(
        {{"", polish_header},
         {"1,234", "1 234"},
         {"May", "maj"},
         {"{count} ticket\0{count} tickets"s, "{count} zgłoszenie\0{count} zgłoszenia\0{count} zgłoszeń"s},
         {"{day} {month} {year}", "{day} {month} {year} r."},
         {"Ticket {number}", "Zgłoszenie {number}"}});
}

Message tickets(std::int64_t count) { return trn("{count} ticket", "{count} tickets", count); }

} // namespace

TEST_CASE("a sentence says what was given by name, also sentences within it") {
    const Message nested = tr("{items} and {last}", {{"items", tr("a digit")}, {"last", std::string("{x}")}});
    CHECK(nested == "a digit and {x}");
    CHECK(tr("{a} {missing}", {{"a", 1}}) == "1 {missing}");
    CHECK(as_written("{text} {") == "{text} {");
    CHECK(as_written("").empty());
    CHECK(tickets(1) == "1 ticket");
    CHECK(tickets(0) == "0 tickets");
    CHECK(tickets(-1'234'567) == "-1,234,567 tickets");
}

TEST_CASE("digits are grouped as the example says, and not at all where it is none") {
    const auto grouped = [](const std::string& example) {
        return number_text(1'234'567,
                           *Catalog::read(compiled_catalog({{"", polish_header}, {"1,234", example}})));
    };
    CHECK(grouped("1.234") == "1.234.567");
    CHECK(grouped("1\u202f234") == "1\u202f234\u202f567");
    CHECK(grouped("1234") == "1234567");
    for (const char* other : {"١٬٢٣٤", "zażółć", "2,134", "1"}) CHECK(grouped(other) == "1234567");
}

TEST_CASE("a catalog gives each sentence, form and number as its language has them") {
    const auto catalog = Catalog::read(polish_bytes());
    REQUIRE(catalog);
    CHECK(render(tickets(1), *catalog) == "1 zgłoszenie");
    CHECK(render(tickets(3), *catalog) == "3 zgłoszenia");
    CHECK(render(tickets(12), *catalog) == "12 zgłoszeń");
    CHECK(render(tickets(22'222), *catalog) == "22 222 zgłoszenia");
    CHECK(render(full_day({2026, 5, 3}), *catalog) == "3 maj 2026 r.");
    CHECK(full_day({2026, 5, 3}) == "3 May 2026");
    CHECK(day_and_time({2026, 11, 24}, 9 * 60 + 5) == "24 November 2026, 09:05");
    CHECK(render(tr("Apply"), *catalog) == "Apply"); // not translated
}

TEST_CASE("bytes that are no catalog are refused, wherever they differ") {
    const std::string sound = polish_bytes();
    for (std::size_t length = 0; length < sound.size(); ++length) {
        const auto cut = Catalog::read(sound.substr(0, length));
        if (cut) CHECK(render(tickets(3), *cut).size() < 100);
    }
    CHECK_FALSE(Catalog::read(sound.substr(0, 200)));
    for (std::size_t at = 0; at < sound.size(); ++at)
        for (const char byte : {'\0', '\x7f', '\xff'}) {
            std::string changed = sound;
            changed[at] = byte;
            if (const auto catalog = Catalog::read(changed))
                CHECK(render(tickets(3), *catalog).size() < sound.size());
        }
    CHECK_FALSE(Catalog::read(compiled_catalog({{"", "Plural-Forms: nplurals=2; plural=(m != 1);\n"}})));
    CHECK_FALSE(Catalog::read(compiled_catalog({{"", "Plural-Forms: nplurals=2; plural=n/0;\n"}})));
    CHECK_FALSE(Catalog::read(compiled_catalog({{"", "Plural-Forms: nplurals=1; plural=n;\n"}})));
    CHECK_FALSE(Catalog::read(
        compiled_catalog({{"", "Plural-Forms: nplurals=1; plural=" + std::string(99, '(') + "0;\n"}})));
    CHECK_FALSE(Catalog::read(compiled_catalog({{"", polish_header}, {"a", "\xC3"}})));
    CHECK_FALSE(Catalog::read(compiled_catalog({{"a", "b"}}))); // no header
}

TEST_CASE("an error travels whole to the app, and as words to scripts") {
    const Error error =
        invalid("to", tr("{items} or {last}", {{"items", tickets(2)}, {"last", tr("a digit")}}));
    const auto again = wire::from_binary<Error>(wire::to_binary(error));
    REQUIRE(again);
    CHECK(again->message == error.message);
    CHECK(again->details == error.details);
    CHECK(wire::to_json(error).find("\"message\": \"2 tickets or a digit\"") != std::string::npos);
    Message deep = tr("a digit");
    for (int i = 0; i < 40; ++i) deep = tr("{what}", {{"what", deep}});
    CHECK_FALSE(wire::from_binary<Error>(wire::to_binary(refuse(Code::internal, deep))));
}

TEST_CASE("a language is found by what a browser asks for") {
    CHECK(accepted_languages("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5, de;q=0") ==
          std::vector<std::string>{"fr-CH", "fr", "en"});
    CHECK(accepted_languages("en;q=0.2,sw") == std::vector<std::string>{"sw", "en"});
    CHECK(accepted_languages(";;,q=,").size() <= 1);
    CHECK(language_among({"de", "SW-ke", "fr"}, "en") == "sw");
    CHECK(language_among({"de", "tlh"}, "fr") == "fr"); // the desk's own
    CHECK(language_among({}, "tlh") == "en");
    CHECK(find_language("fr-CA")->name == "Français");
    CHECK(find_language("") == nullptr);
}
