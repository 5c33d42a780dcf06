#include "common/catalogue.hpp"

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

TEST_CASE("what the catalogue does not know is null, and shown by its id") {
    CHECK(find_department(catalogue, "ict") == nullptr);
    CHECK(find_service(catalogue, "") == nullptr);
    CHECK(department_of_service(catalogue, "it") == nullptr);
    CHECK(department_name(catalogue, "it") == "IT");
    CHECK(department_name(catalogue, "gone") == "gone");
    CHECK(service_name(catalogue, "lms") == "LMS");
    CHECK(service_name(catalogue, "gone") == "gone");
}
