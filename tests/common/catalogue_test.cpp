#include "common/catalogue.hpp"
#include "tests/support/english.hpp"

#include <doctest/doctest.h>

using namespace stu;

namespace {

const Catalogue catalogue{
    {{"it",
      "IT",
      {{"ict", "ICT services", "", {{"eduroam", "Eduroam"}, {"lms", "LMS"}}},
       {"e-learning", "E-learning", "", {{"digital-library", "Digital Library"}}}}},
     {"finance", "Finance", {{"finance", "Finance", "", {{"banking", "Student Banking"}}}}}}};

} // namespace

TEST_CASE("departments and services are found by id, across groups") {
    REQUIRE(find_department(catalogue, "finance"));
    CHECK(find_department(catalogue, "finance")->name == "Finance");
    REQUIRE(find_service(catalogue, "digital-library"));
    CHECK(find_service(catalogue, "digital-library")->name == "Digital Library");
    CHECK(department_of_service(catalogue, "digital-library") == find_department(catalogue, "it"));
    CHECK(department_of_service(catalogue, "banking") == find_department(catalogue, "finance"));
}

TEST_CASE("the catalogue is read in a language, and in its own words where it has none there") {
    Catalogue named = catalogue;
    Department& it = named.departments[0];
    it.translations = {{"fr", "Informatique"}, {"sw", "TEHAMA"}};
    it.groups[0].description = "Wi-Fi.";
    it.groups[0].translations = {{"fr", "Services informatiques", "Le Wi-Fi."}, {"sw", "Huduma"}};
    it.groups[0].services[0].translations = {{"fr", "Réseau Eduroam"}};

    const Catalogue french = in_language(named, "fr");
    CHECK(department_name(french, "it") == "Informatique");
    CHECK(find_group(french, "ict")->name == "Services informatiques");
    CHECK(find_group(french, "ict")->description == "Le Wi-Fi.");
    CHECK(service_name(french, "eduroam") == "Réseau Eduroam");
    CHECK(service_name(french, "lms") == "LMS");
    const Catalogue swahili = in_language(named, "sw");
    CHECK(find_group(swahili, "ict")->name == "Huduma");
    CHECK(find_group(swahili, "ict")->description == "Wi-Fi.");
    CHECK(service_name(swahili, "eduroam") == "Eduroam");
    CHECK(department_name(in_language(named, "en"), "it") == "IT");
}

TEST_CASE("what the catalogue does not know is null, and shown by its id") {
    CHECK(find_department(catalogue, "ict") == nullptr);
    CHECK(find_service(catalogue, "") == nullptr);
    CHECK(department_of_service(catalogue, "it") == nullptr);
    CHECK(department_name(catalogue, "it") == "IT");
    CHECK(department_name(catalogue, "gone") == "gone");
    CHECK(service_name(catalogue, "lms") == "LMS");
    CHECK(service_name(catalogue, "gone") == "gone");
}

TEST_CASE("a retired service keeps its name and is not offered") {
    Catalogue changed = catalogue;
    changed.departments[0].groups[0].services[1].retired = true;
    CHECK(service_name(changed, "lms") == "LMS");
    CHECK(find_service(changed, "lms") != nullptr);
    CHECK(find_offered_service(changed, "lms") == nullptr);
    CHECK(find_offered_service(changed, "eduroam") != nullptr);
    CHECK(find_offered_service(changed, "nothing") == nullptr);
    REQUIRE(find_group(changed, "ict"));
    CHECK(offered_services(*find_group(changed, "ict")).size() == 1);
    CHECK(find_group(changed, "it") == nullptr);
}

TEST_CASE("ids and names that departments and services can have") {
    for (const char* id : {"it", "digital-library", "room-12", "2-fa"}) CHECK(check_slug(id) == "");
    CHECK(check_slug(std::string(64, 'a')) == "");
    for (const char* id : {"", "a", "-it", "it-", "IT", "a b", "a_b", "żółty", "a/b", "..", "a\nb"})
        CHECK(check_slug(id) != "");
    CHECK(check_slug(std::string(65, 'a')) != "");
    for (const char* name : {"IT", "Zażalenia", "学生"}) CHECK(check_catalogue_name(name) == "");
    for (const char* name : {"", " ", "\u200B"}) CHECK(check_catalogue_name(name) != "");
    CHECK(check_catalogue_name(std::string(80, 'a')) == "");
    CHECK(check_catalogue_name(std::string(81, 'a')) != "");
}
