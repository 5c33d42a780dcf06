#include "backend/store/schema/migrations.hpp"

#include "backend/store/tickets/catalogue.hpp"
#include "tests/support/temporary_database.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace stu::store {
namespace {

struct Fixture {
    test::TemporaryDatabase place;
    Store store{place.database()};
    int all = static_cast<int>(migrations().size());
};

TEST_CASE_FIXTURE(Fixture, "an empty database gets every step, a second run does nothing") {
    CHECK(schema_state(store) == SchemaState::older);
    CHECK(migrate(store) == all);
    CHECK(schema_state(store) == SchemaState::current);
    CHECK(migrate(store) == 0);
}

TEST_CASE_FIXTURE(Fixture, "two processes starting at once share the work") {
    Store other(place.database());
    int here = 0, there = 0;
    std::thread second([&] { there = migrate(other); });
    here = migrate(store);
    second.join();
    CHECK(here + there == all);
    CHECK(schema_state(store) == SchemaState::current);
}

TEST_CASE_FIXTURE(Fixture, "a newer database is refused") {
    migrate(store);
    Transaction transaction = store.write();
    transaction.connection().run("INSERT INTO schema_migration VALUES ($1, 'from_the_future', 0)",
                                 {migrations().back().number + 1});
    transaction.commit();
    CHECK(schema_state(store) == SchemaState::newer);
    CHECK_THROWS_WITH_AS(migrate(store), doctest::Contains("newer version"), std::runtime_error);
}

TEST_CASE_FIXTURE(Fixture, "a step that was left out is made up for") {
    migrate(store);
    {
        Transaction transaction = store.write();
        transaction.connection().run("DELETE FROM schema_migration WHERE number = 8");
        transaction.connection().script(
            "ALTER TABLE access_code DROP COLUMN uses_left; DROP INDEX outbox_sent");
        transaction.commit();
    }
    CHECK(schema_state(store) == SchemaState::older);
    CHECK(migrate(store) == 1);
    CHECK(schema_state(store) == SchemaState::current);
}

TEST_CASE_FIXTURE(Fixture, "the catalogue of a new installation") {
    migrate(store);
    Transaction transaction = store.read();
    const Catalogue catalogue = load_catalogue(transaction);
    REQUIRE(catalogue.departments.size() == 3);
    CHECK(catalogue.departments[0].name == "IT");
    REQUIRE(catalogue.departments[0].groups.size() == 2);
    CHECK(catalogue.departments[0].groups[0].id == "ict");
    CHECK(catalogue.departments[0].groups[0].services.size() == 6);
    CHECK(catalogue.departments[0].groups[1].id == "e-learning");
    CHECK(catalogue.departments[0].groups[1].services.size() == 5);
    CHECK(catalogue.departments[1].groups.at(0).services.size() == 2);
    CHECK(catalogue.departments[2].groups.at(0).services.size() == 1);
}

} // namespace
} // namespace stu::store
