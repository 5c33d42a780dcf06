// Filters among the words of a search.

#include "common/language/render.hpp"
#include "common/search_scopes.hpp"
#include "tests/common/compiled_catalog.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stu {
namespace {

Catalog french_scopes() {
    auto catalog = Catalog::read(test::compiled_catalog({{"", "Plural-Forms: nplurals=2; plural=(n > 1);\n"},
                                                         {"All", "Tous"},
                                                         {"Late", "En retard"},
                                                         {"Open", "Ouverts"},
                                                         {"Pending", "En attente"},
                                                         {"Urgent", "Urgente"},
                                                         {"assignee", "responsable"},
                                                         {"me", "moi"},
                                                         {"priority", "priorité"},
                                                         {"status", "statut"},
                                                         {"tag", "étiquette"}}));
    REQUIRE(catalog);
    return *std::move(catalog);
}

Service service_called(std::string id, std::string name, std::string in_french = {}) {
    Service service;
    service.id = std::move(id);
    service.name = std::move(name);
    if (!in_french.empty()) service.translations = {{"fr", std::move(in_french)}};
    return service;
}

struct Scopes {
    Catalog catalog;
    Department it;
    std::vector<Colleague> colleagues{{"user-1", "Ruth Kamau"},
                                      {"user-2", "Ruth Wanjiku"},
                                      {"user-3", "David Otieno"},
                                      {"user-4", "Noor Ahmed"}};
    std::vector<std::string> tags{"Wi-Fi", "Hostel B", "to do: later"};

    Scopes() {
        it.id = "it";
        it.groups.push_back({});
        it.groups.front().services = {service_called("it-laptop", "Laptop repair", "Réparation de portables"),
                                      service_called("student-portal", "Student portal"),
                                      service_called("staff-portal", "Staff portal")};
    }
    ScopedSearch read(std::string_view typed) const {
        return read_scopes(typed, catalog, scope_values(catalog, {&it}, colleagues, tags));
    }
    /// "status=pending tag=Wi-Fi | words | doubts"
    std::string all(std::string_view typed) const {
        const ScopedSearch search = read(typed);
        std::string text;
        for (const ScopeValue& each : search.scopes)
            text += std::string(name_of(each.scope)) + "=" + each.key + " ";
        text += "| " + search.words;
        for (const ScopeDoubt& each : search.doubts) {
            text += " | " + each.typed + "?";
            for (const std::string& name : each.fitting) text += " " + name + ",";
        }
        return text;
    }
};

} // namespace

TEST_CASE("filters are read from among the words, wherever they stand") {
    const Scopes scopes;
    CHECK(scopes.all("status:open printer") == "status=open | printer");
    CHECK(scopes.all("printer STATUS:Pending on fire") == "status=pending | printer on fire");
    CHECK(scopes.all("assignee:me") == "assignee=me | ");
    CHECK(scopes.all("assignee:none") == "assignee=nobody | ");
    CHECK(scopes.all("assignee:nobody") == "assignee=nobody | ");
    CHECK(scopes.all("assignee:david") == "assignee=user-3 | ");
    CHECK(scopes.all("assignee:otieno a") == "assignee=user-3 | a");
    CHECK(scopes.all("priority:urgent is:late") == "priority=urgent is=late | ");
    CHECK(scopes.all("service:it-laptop") == "service=it-laptop | ");
    CHECK(scopes.all("service:repair") == "service=it-laptop | ");
    CHECK(scopes.all("service:reparation") == "service=it-laptop | ");
    CHECK(scopes.all("tag:wi-fi tag") == "tag=Wi-Fi | tag");
    CHECK(scopes.all("status:all") == "status=all | ");
    CHECK(scopes.all("  ") == "| ");
}

TEST_CASE("a value of several words stands in quotation marks, whichever somebody's keyboard has") {
    const Scopes scopes;
    CHECK(scopes.all("service:\"student portal\" down") == "service=student-portal | down");
    CHECK(scopes.all("service:“student portal” down") == "service=student-portal | down");
    CHECK(scopes.all("service:« student portal » down") == "service=student-portal | down");
    CHECK(scopes.all("service:„student portal“") == "service=student-portal | ");
    CHECK(scopes.all("tag:\"to do: later\" x") == "tag=to do: later | x");
    CHECK(scopes.all("status:under_consideration") == "status=under_consideration | ");
    CHECK(scopes.all("status:under-consideration") == "status=under_consideration | ");
    // Not closed yet: so far it is all that follows.
    CHECK(scopes.all("service:\"student por") == "service=student-portal | ");
    CHECK(scopes.all("service:\"\"") == "|  | service:\"\"? Laptop repair, Student portal, Staff portal,");
    // In quotation marks itself it is words.
    CHECK(scopes.all("\"status:open\"") == "| \"status:open\"");
}

TEST_CASE("what is no filter stays a word") {
    const Scopes scopes;
    for (const std::string words :
         {"colour:red", "https://desk.example.edu/tickets/7QHD-20Z8", ":open", "status", "status open", ":",
          "::", "Re: printer", "-status:open", "(status:open)", "12:30", "\xff:\xc3", "status :open"})
        CHECK_MESSAGE(scopes.all(words) == "| " + words, words);
    // A filter of something that is not there is looked for as words, and said to be.
    CHECK(scopes.all("a status:broken b") == "| a status:broken b | status:broken?");
    CHECK(render(in_words(scopes.read("status:broken").doubts.front())) ==
          "Nothing here is called “status:broken”, so it is looked for as words.");
}

TEST_CASE("of two filters of one kind the later one counts") {
    const Scopes scopes;
    CHECK(scopes.all("status:open a status:pending b") == "status=pending | a b");
    CHECK(scopes.all("tag:hostel status:open tag:wi") == "status=open tag=Wi-Fi | ");
}

TEST_CASE("what may mean several things filters nothing, is no word, and says what it may mean") {
    const Scopes scopes;
    CHECK(scopes.all("assignee:ruth printer") == "| printer | assignee:ruth? Ruth Kamau, Ruth Wanjiku,");
    CHECK(scopes.all("assignee:\"ruth k\"") == "assignee=user-1 | ");
    CHECK(scopes.all("service:portal") == "|  | service:portal? Student portal, Staff portal,");
    CHECK(scopes.all("is:waiting") == "|  | is:waiting? Waiting for us, Waiting for the student,");
    const ScopedSearch nothing_yet = scopes.read("status: printer");
    CHECK(nothing_yet.scopes.empty());
    CHECK(nothing_yet.words == "printer");
    REQUIRE(nothing_yet.doubts.size() == 1);
    CHECK(nothing_yet.doubts.front().fitting.size() == 9);
    CHECK_FALSE(nothing_yet.doubts.front().or_more);
    Scopes many;
    many.tags = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    CHECK(many.read("tag:").doubts.front().fitting.size() == 9);
    CHECK(many.read("tag:").doubts.front().or_more);
    Scopes one_tag;
    one_tag.tags = {"Wi-Fi"};
    CHECK(one_tag.all("tag:") == "|  | tag:? Wi-Fi,"); // not before anything of it is typed
    one_tag.tags.clear();
    CHECK(one_tag.all("tag:") == "| tag: | tag:?");
}

TEST_CASE("of people of the same name their id says who is meant") {
    Scopes scopes;
    scopes.colleagues = {{"user-1", "Ruth Kamau"}, {"user-2", "Ruth Kamau"}};
    CHECK(scopes.all("assignee:ruth") == "|  | assignee:ruth? user-1, user-2,");
    CHECK(scopes.all("assignee:user-2") == "assignee=user-2 | ");
}

TEST_CASE("filters are understood in English and in the reader's language") {
    Scopes scopes;
    scopes.catalog = french_scopes();
    CHECK(scopes.all("statut:ouverts") == "status=open | ");
    CHECK(scopes.all("status:open") == "status=open | ");
    CHECK(scopes.all("statut:\"en attente\"") == "status=pending | ");
    CHECK(scopes.all("priorite:urgente") == "priority=urgent | ");
    CHECK(scopes.all("PRIORITÉ:Urgent") == "priority=urgent | ");
    CHECK(scopes.all("responsable:moi") == "assignee=me | ");
    CHECK(scopes.all("etiquette:wi-fi is:\"en retard\"") == "tag=Wi-Fi is=late | ");
    const Scopes english;
    CHECK(english.all("statut:ouverts") == "| statut:ouverts");
}

TEST_CASE("names of people, tags and words may be in any script") {
    Scopes scopes;
    const std::vector<std::string> names{"Łukasz Żółć", "Ελένη Παππά", "Наталья Иванова", "Արամ Խաչատրյան",
                                         "דוד כהן",     "محمد علي",    "अनिता शर्मा",      "สมชาย ใจดี",
                                         "王小明",      "김민준",      "አበበ በቀለ",         "😀 Team"};
    scopes.colleagues.clear();
    scopes.tags.clear();
    for (const std::string& name : names) {
        scopes.colleagues.push_back({"id " + name, name});
        scopes.tags.push_back(name);
    }
    for (const std::string& name : names) {
        const std::string first = name.substr(0, name.find(' '));
        CHECK_MESSAGE(scopes.all("assignee:" + first) == "assignee=id " + name + " | ", name);
        CHECK_MESSAGE(scopes.all(name + " tag:\"" + name + "\"") == "tag=" + name + " | " + name, name);
        CHECK_MESSAGE(scopes.all("status：open " + name) == "status=open | " + name, name); // full width
    }
    CHECK(scopes.all("assignee:小明") == "assignee=id 王小明 | ");
    CHECK(scopes.all("assignee:ИВАНОВА") == "assignee=id Наталья Иванова | ");
    CHECK(scopes.all("assignee:王小明\u3000tag:김민준") == "assignee=id 王小明 tag=김민준 | ");
}

TEST_CASE("filters take the place of those that a list has, and leave the others") {
    const Scopes scopes;
    ListQueue request{"it", {Status::completed}, "student-portal", {}, {}};
    request.tag = "Wi-Fi";
    request.days = 3;
    request = narrowed(request, scopes.read("status:open assignee:me priority:high is:late laptop"));
    CHECK(request.department == "it");
    CHECK(request.statuses.size() == 4);
    for (const Status each : request.statuses) CHECK_FALSE(is_closed(each));
    CHECK(request.assignee == assigned_to_me);
    CHECK(request.priorities == std::vector<Priority>{Priority::high});
    CHECK(request.turn == QueueTurn::late);
    CHECK(request.text == "laptop");
    CHECK(request.service == "student-portal");
    CHECK(request.tag == "Wi-Fi");
    CHECK(request.days == 3);
    CHECK(narrowed(request, scopes.read("status:all")).statuses.empty());
}

} // namespace stu
