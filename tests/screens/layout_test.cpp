// Every screen can be read and pressed at every width and size of text: WCAG 1.4.4 and 1.4.10, and what a
// tablet or a magnified screen is owed beyond them.

#include "frontend-wasm/ui/paint.hpp"
#include "frontend-wasm/ui/press.hpp"
#include "frontend-wasm/ui/text.hpp"
#include "tests/screens/layout_faults.hpp"
#include "tests/screens/scenes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

using namespace stu;
using namespace stu::test;

namespace {

constexpr float widths[] = {320, 360,  414,  600,  700,  720,  768,  820,  853, 900,
                            960, 1024, 1100, 1180, 1280, 1366, 1440, 1920, 2560};
constexpr float text_percents[] = {100, 130, 200};

/// Of a device as wide as that, held as it is held.
float height_of(float width) {
    return width < 700 ? width * 1.78f : width < 1024 ? width * 1.33f : width * 0.6f;
}

/// As the app sees a screen: larger text leaves it fewer of its own pixels (web/platform.js).
ui::Input screen_of(float width, float text_percent) {
    ui::Input input;
    input.width = width * 100 / text_percent;
    input.height = height_of(width) * 100 / text_percent;
    return input;
}

} // namespace

namespace {

/// The faults of a page with nothing but `content`.
std::vector<std::string> faults_of(void (*content)(), float width = 1280) {
    WindowlessApp app(width);
    ui::begin_frame(app.input, ui::light_palette());
    content();
    ui::end_frame();
    return layout_faults(app.input);
}
bool says(const std::vector<std::string>& faults, std::string_view words) {
    return std::any_of(faults.begin(), faults.end(),
                       [words](const std::string& fault) { return fault.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("each fault of layout is found and says what is concerned") {
    CHECK(faults_of([] {
              ui::text(ui::verbatim("Words"));
              ui::button(ui::verbatim("Save"));
          }).empty());
    CHECK(says(faults_of([] {
                   ui::paint_text(20, 10, "one", ui::type::body);
                   ui::paint_text(30, 12, "other", ui::type::body);
               }),
               "“other” (38×22 at 30, 12) lie on each other"));
    CHECK(says(faults_of([] { ui::paint_text(1270, 10, "beyond", ui::type::body); }), "leaves the page"));
    CHECK(says(faults_of([] {
                   ui::begin_column(100, 0, 50, 0);
                   ui::paint_text(100, 10, "too wide for this", ui::type::body);
                   ui::end_column();
               }),
               "leaves its column"));
    CHECK(says(faults_of([] { ui::text_line(ui::verbatim("cut after a few letters"), ui::type::body, 40); }),
               "fewer than 12 characters"));
    CHECK(says(faults_of([] {
                   ui::tree().add(
                       1, ui::NodeRole::heading, {0, 0, 90, 22},
                       {.name = ui::verbatim("words"), .attributes = "font=15 22 400 text\nlook=line"});
               }),
               "is cut"));
    CHECK(says(faults_of([] {
                   ui::begin_column(0, 0, 60, 0);
                   ui::text(ui::verbatim("wrapped again and again"));
                   ui::end_column();
               }),
               "has a column of fewer than 12 characters"));
    CHECK(says(faults_of([] {
                   ui::tree().add(
                       1, ui::NodeRole::text, {0, 0, 90, 22},
                       {.name = ui::verbatim("words for two lines"), .attributes = "font=15 22 400 text"});
               }),
               "needs 44 px of height"));
    CHECK(says(faults_of([] {
                   ui::tree().add(1, ui::NodeRole::button, {0, 0, 20, 40}, {.name = ui::verbatim("Save")});
               }),
               "too small to press"));
    CHECK(
        says(faults_of(
                 [] {
                     ui::tree().add(1, ui::NodeRole::button, {0, 0, 60, 40}, {.name = ui::verbatim("Save")});
                 },
                 900),
             "too small to press"));
    CHECK(says(faults_of([] {
                   ui::tree().add(1, ui::NodeRole::button, {0, 0, 60, 40}, {.name = ui::verbatim("Save")});
                   ui::tree().add(2, ui::NodeRole::button, {50, 0, 60, 40}, {.name = ui::verbatim("Cancel")});
               }),
               "lie on each other"));
    CHECK(says(
        faults_of([] {
            ui::tree().add(1, ui::NodeRole::button, {0, 0, 60, 38}, {.name = ui::verbatim("Save")});
            ui::tree().add(2, ui::NodeRole::text_field, {70, 0, 160, 42}, {.name = ui::verbatim("Name")});
        }),
        "stand in one row and differ in height"));
    CHECK(says(faults_of([] {
                   ui::tree().open(ui::tree().add(1, ui::NodeRole::cell, {0, 0, 60, 40}));
                   ui::tree().add(2, ui::NodeRole::text, {0, 0, 90, 40}, {.name = ui::verbatim("Name")});
                   ui::tree().close();
               }),
               "leaves cell"));
}

TEST_CASE("nothing overlaps, is cut or too small, at every width and size of text") {
    std::vector<Scene> scenes = all_scenes();
    for (Scene& scene : long_words_scenes()) scenes.push_back(std::move(scene));
    std::size_t looked_at = 0;
    for (const Scene& scene : scenes) {
        WindowlessApp app(scene.screens == Screens::phone ? 360 : 1280);
        open_scene(app, scene);
        std::set<std::string> said; // a fault at many widths is one fault
        for (const float width : widths)
            for (const float percent : text_percents) {
                app.input = screen_of(width, percent);
                app.draw();
                ++looked_at;
                for (const std::string& fault : layout_faults(app.input)) {
                    const std::string what = fault.substr(0, fault.find(" ("));
                    if (!said.insert(what).second) continue;
                    FAIL_CHECK(scene.name << " at " << width << " px, text " << percent << " %: " << fault);
                }
            }
    }
    CHECK(looked_at == scenes.size() * std::size(widths) * std::size(text_percents));
}
