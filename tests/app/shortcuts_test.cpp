// Single keys, as each member of staff may change them.

#include "frontend-wasm/app/shortcuts.hpp"

#include "common/text.hpp"
#include "tests/app/world.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace stu;
using namespace stu::app;

TEST_CASE("what is typed into the field of a key replaces the key, wherever it was typed") {
    CHECK(typed_key("jx", U'j') == U'x');
    CHECK(typed_key("xj", U'j') == U'x');
    CHECK(typed_key("jj", U'j') == U'j');
    CHECK(typed_key("x", U'j') == U'x'); // all was selected before
    CHECK(typed_key("", U'j') == 0);
    CHECK(typed_key("é", 0) == U'é');
    CHECK(typed_key("j\U0001f511", U'j') == U'\U0001f511');
    CHECK(typed_key("\xff", 0) == 0);
    for (const char32_t key : {U'a', U'é', U'ж', U'漢', U'\U0001f511'})
        CHECK(typed_key(encoded(key), 0) == key);
}

TEST_CASE("a key does one thing, and is one that somebody can see") {
    CHECK(std::set<char32_t>(standard_keys.begin(), standard_keys.end()).size() == shortcut_count);
    for (std::size_t i = 0; i < shortcut_count; ++i) {
        CHECK_FALSE(english(shortcut_name(static_cast<Shortcut>(i))).empty());
        CHECK(check_key(standard_keys, static_cast<Shortcut>(i), standard_keys[i]).empty());
        CHECK(check_key(standard_keys, static_cast<Shortcut>(i), 0).empty());
    }
    CHECK(english(check_key(standard_keys, Shortcut::take, U'r')) ==
          "This key does something already: Reply.");
    CHECK(english(check_key(standard_keys, Shortcut::take, U'/')) ==
          "This key does something already: Find anything.");
    CHECK(english(check_key(standard_keys, Shortcut::take, U' ')) == "Type a letter, a digit or a sign.");
    CHECK(check_key(standard_keys, Shortcut::take, U'ö').empty());
}

namespace {

struct KeysDesk : World {
    KeysDesk() { sign_in(Role::staff); }
    void types(Shortcut which, std::string_view typed) {
        effects.clear();
        happens(intent::ChooseKey{which, std::string(typed)});
        for (const Effect& each : effects)
            if (const auto* use = std::get_if<effect::UseAppearance>(&each))
                browser.use_appearance(use->appearance);
    }
    char32_t key(Shortcut which) const { return browser.appearance().key(which); }
};

} // namespace

TEST_CASE("a chosen key is kept at once, a double one is refused and can be corrected, and all can be off") {
    KeysDesk desk;
    desk.types(Shortcut::take, "aq");
    CHECK(desk.key(Shortcut::take) == U'q');
    desk.types(Shortcut::take, "qr");
    CHECK(desk.key(Shortcut::take) == U'q');
    REQUIRE(desk.state.refused_key);
    CHECK(desk.state.refused_key->key == U'r');
    desk.types(Shortcut::take, "rz"); // in the field stands what was refused
    CHECK(desk.key(Shortcut::take) == U'z');
    CHECK_FALSE(desk.state.refused_key);
    desk.types(Shortcut::reply, "");
    CHECK(desk.key(Shortcut::reply) == 0);
    desk.types(Shortcut::take, "zr"); // free by now
    CHECK(desk.key(Shortcut::take) == U'r');
    Appearance off = desk.browser.appearance();
    off.shortcuts = false;
    desk.browser.use_appearance(off);
    CHECK(desk.key(Shortcut::take) == 0);
}
