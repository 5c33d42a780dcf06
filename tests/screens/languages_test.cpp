// The pages in other languages: chosen, loaded, shown without a reload, and with room for longer words.

#include "common/language/languages.hpp"
#include "tests/screens/layout_faults.hpp"
#include "tests/screens/scenes.hpp"
#include "tests/support/tree_text.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace stu;
using namespace stu::test;

namespace {

std::string bytes_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string catalog_bytes(const std::string& code) {
    return bytes_of(std::string(STUTICKET_LANGUAGES_DIR) + "/" + code + ".mo");
}

/// As if `code` had been chosen and had these words.
void speak(WindowlessApp& app, const std::string& code, const std::string& bytes) {
    app.loop.happened(app::intent::ChooseLanguage{code});
    app.draw();
    app.loop.happened(app::intent::LanguageArrived{app.loop.state().wanted_catalog, bytes});
    app.draw();
}

/// What browsers load.
std::string shown_bytes(const std::string& catalog) { return catalog_bytes("shown/" + catalog); }

std::vector<std::uint32_t> ids_of_controls() {
    std::vector<std::uint32_t> ids;
    for (const ui::Node& node : ui::tree().nodes())
        if (ui::takes_focus(ui::SemanticTree::role(node))) ids.push_back(node.id);
    return ids;
}

} // namespace

TEST_CASE("a browser's language is loaded, and a visitor changes it without a reload") {
    WindowlessApp app;
    app.browser.languages = {"fr-CA", "en"};
    app.open("/");
    CHECK(app.browser.loading_language == "fr");
    answered<CurrentSession>(app, visitor_session());
    CHECK(app.find(ui::NodeRole::link, "Create your account"));
    app.loop.happened(app::intent::LanguageArrived{"fr", catalog_bytes("fr")});
    app.draw();
    CHECK(app.browser.shown_language == "fr");
    CHECK(app.browser.title == "Bienvenue · StuTicket");
    CHECK(app.find(ui::NodeRole::link, "Créez votre compte"));

    app.press("Kiswahili");
    CHECK(app.browser.kept_language == "sw");
    CHECK(app.browser.loading_language == "sw");
    CHECK(app.browser.shown_language == "fr"); // until the other one is there
    app.loop.happened(app::intent::LanguageArrived{"sw", catalog_bytes("sw")});
    app.draw();
    CHECK(app.browser.shown_language == "sw");
    CHECK(app.find(ui::NodeRole::link, "Fungua akaunti yako"));

    app.press("English");
    CHECK(app.browser.shown_language == "en");
    CHECK(app.find(ui::NodeRole::link, "Create your account"));
}

TEST_CASE("a language that cannot be loaded, or is damaged, leaves the page as it is") {
    for (const std::string& bytes :
         {std::string(), std::string("nonsense"), catalog_bytes("fr").substr(0, 9'000)}) {
        WindowlessApp app;
        app.open("/");
        answered<CurrentSession>(app, visitor_session());
        speak(app, "fr", bytes);
        CHECK(app.loop.state().language == "en");
        REQUIRE(app.loop.state().toast);
        CHECK_FALSE(app.loop.state().toast->good);
        app.press("Français"); // may be tried again
        CHECK(app.browser.loading_language == "fr");
    }
}

TEST_CASE("a profile's language comes before the browser's; choosing one is saved") {
    WindowlessApp app;
    Session session = student_session();
    session.user.language = "sw";
    app.open("/settings");
    answered<CurrentSession>(app, session);
    CHECK(app.browser.loading_language == "sw");
    app.loop.happened(app::intent::LanguageArrived{"sw", catalog_bytes("sw")});
    app.draw();
    CHECK(app.find(ui::NodeRole::heading, "Mipangilio"));
    app.loop.happened(app::intent::ChooseLanguage{"fr"});
    app.draw();
    REQUIRE(app.browser.waiting(SaveProfile::name) == 1);
    for (const auto& call : app.browser.calls)
        if (call.endpoint == SaveProfile::name)
            CHECK(wire::from_binary<Profile>(call.body)->language == "fr");
}

TEST_CASE(
    "departments and services have the names of the language that is shown, after a change of it, too") {
    WindowlessApp app;
    Session session = student_session();
    Department& it = session.catalogue.departments[0];
    it.translations = {{"fr", "Informatique"}, {"sw", "TEHAMA"}};
    it.groups[0].translations = {{"fr", "Services informatiques", "Tout ce qui est technique."}};
    it.groups[0].services[0].translations = {{"fr", "Assistance technique"}, {"sw", "Msaada wa kiufundi"}};
    app.open("/new");
    answered<CurrentSession>(app, session);
    CHECK(app.find(ui::NodeRole::link, "Technical Support"));
    const auto english = ids_of_controls();
    speak(app, "fr", catalog_bytes("fr"));
    CHECK(app.find(ui::NodeRole::link, "Assistance technique"));
    CHECK(app.find(ui::NodeRole::link, "Eduroam and Network Services"));
    CHECK(app.find(ui::NodeRole::text, "Tout ce qui est technique."));
    CHECK(app.find(ui::NodeRole::heading, "Informatique"));
    CHECK(ids_of_controls() == english);
    speak(app, "sw", catalog_bytes("sw"));
    CHECK(app.find(ui::NodeRole::link, "Msaada wa kiufundi"));
    CHECK(app.find(ui::NodeRole::text, "Everything technical."));

    // The session is asked for again now and then.
    it.translations = {{"sw", "Kompyuta"}};
    session.user.language = "sw";
    app.loop.happened(app::intent::PersonChanged{});
    app.draw();
    answered<CurrentSession>(app, session);
    CHECK(app.find(ui::NodeRole::heading, "Kompyuta"));
    app.loop.happened(app::intent::ChooseLanguage{"en"});
    app.draw();
    CHECK(app.find(ui::NodeRole::heading, "IT"));
}

TEST_CASE("an error travels as a sentence and is read in the reader's language, also after a change of it") {
    WindowlessApp app;
    app.open("/sign-in");
    answered<CurrentSession>(app, visitor_session());
    speak(app, "fr", catalog_bytes("fr"));
    app.loop.happened(app::intent::SubmitSignIn{});
    app.draw();
    CHECK(app.find(ui::NodeRole::text, "Tapez votre adresse e-mail."));
    speak(app, "sw", catalog_bytes("sw"));
    CHECK(app.find(ui::NodeRole::text, "Andika anwani yako ya barua pepe."));
}

TEST_CASE("controls are the same ones in every language") {
    for (const Scene& scene : all_scenes()) {
        CAPTURE(scene.name);
        WindowlessApp app(scene.screens == Screens::phone ? 360 : 2'560);
        open_scene(app, scene);
        if (app.loop.state().sign_in_again) continue;
        app.draw(); // what the last press led to
        const auto english = ids_of_controls();
        speak(app, "fr", catalog_bytes("fr"));
        const auto french = ids_of_controls();
        const std::set<std::uint32_t> before(english.begin(), english.end()),
            after(french.begin(), french.end());
        for (const ui::Node& node : ui::tree().nodes())
            if (ui::takes_focus(ui::SemanticTree::role(node)) && before.count(node.id) == 0)
                FAIL_CHECK("another id: " << std::string(ui::tree().string(node.name, node.name_length)));
        // On a phone longer words may leave the bar no room for the way out; the settings have it, too.
        const std::size_t without = scene.screens == Screens::phone ? 1 : 0;
        CHECK(after.size() + without >= before.size());
        CHECK(after.size() <= before.size());
    }
}

TEST_CASE("students and staff find all that they read in the file that is loaded for them") {
    for (const Scene& scene : all_scenes()) {
        CAPTURE(scene.name);
        WindowlessApp app(scene.screens == Screens::phone ? 360 : 1'280);
        open_scene(app, scene);
        app.draw();
        speak(app, "fr", catalog_bytes("fr"));
        const std::string whole = tree_text(ui::tree());
        const std::string loaded = app.loop.state().wanted_catalog;
        CHECK(loaded == (app.loop.state().is_staff() ? "fr.staff" : "fr"));
        app.loop.happened(app::intent::LanguageArrived{loaded, shown_bytes(loaded)});
        app.draw();
        CHECK(tree_text(ui::tree()) == whole);
    }
}

TEST_CASE("whoever signs in as staff is given the sentences of staff, and back") {
    WindowlessApp app;
    app.browser.languages = {"fr"};
    app.open("/");
    answered<CurrentSession>(app, visitor_session());
    CHECK(app.browser.loading_language == "fr");
    app.loop.happened(app::intent::LanguageArrived{"fr", shown_bytes("fr")});
    app.loop.happened(app::intent::PersonChanged{});
    app.draw();
    Session session = staff_session();
    session.user.language = "fr";
    answered<CurrentSession>(app, session);
    CHECK(app.browser.loading_language == "fr.staff");
    CHECK(app.loop.state().language == "fr"); // what is there already stays
    app.loop.happened(app::intent::LanguageArrived{"fr.staff", shown_bytes("fr.staff")});
    app.draw();
    app.press("Se déconnecter");
    answered<SignOut>(app, Empty{});
    CHECK(app.browser.loading_language == "fr");
}

TEST_CASE("words that are 40 % longer have room, at every width") {
    const std::string pseudo = bytes_of(STUTICKET_PSEUDO_LANGUAGE);
    const std::vector<float> widths{320, 414, 700, 768, 1024, 1280, 1920};
    for (const Scene& scene : all_scenes()) {
        WindowlessApp app(scene.screens == Screens::phone ? 360 : 1280);
        open_scene(app, scene);
        speak(app, "fr", pseudo);
        std::set<std::string> said;
        for (const float width : widths) {
            for (const float percent : {100.0f, 200.0f}) {
                app.input.width = width * 100 / percent;
                app.input.height = (width < 700 ? width * 1.78f : width * 0.7f) * 100 / percent;
                app.draw();
                for (const std::string& fault : layout_faults(app.input)) {
                    const std::string what = fault.substr(0, fault.find(" ("));
                    if (!said.insert(what).second) continue;
                    FAIL_CHECK(scene.name << " at " << width << " px, text " << percent << " %: " << fault);
                }
            }
        }
    }
}
