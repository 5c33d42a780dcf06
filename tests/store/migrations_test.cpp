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
    CHECK(schema_state(store) == SchemaState::empty);
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

TEST_CASE_FIXTURE(Fixture, "of a newer version's steps expands are borne, and nothing else is") {
    migrate(store);
    const auto note = [&](std::string_view name) {
        store.write([&](Transaction& transaction) {
            transaction.connection().run("DELETE FROM schema_migration WHERE number > 9000");
            transaction.connection().run("INSERT INTO schema_migration VALUES (9001, $1, 0)", {name});
        });
    };
    note("9001_expand_priority");
    CHECK(schema_state(store) == SchemaState::current);
    CHECK(migrate(store) == 0);
    for (const std::string_view name :
         {"9001_contract_expand_priority", "9001_priority", "9001_expand", "9001", ""}) {
        note(name);
        CHECK(schema_state(store) == SchemaState::newer);
        if (name.empty()) continue;
        CHECK_THROWS_WITH_AS(migrate(store), doctest::Contains(std::string(name).c_str()),
                             std::runtime_error);
        CHECK_THROWS_WITH_AS(contract(store), doctest::Contains("newer version"), std::runtime_error);
    }
}

TEST_CASE_FIXTURE(Fixture, "an expand that was left out is made up for after a newer version's") {
    migrate(store);
    store.write([](Transaction& transaction) {
        transaction.connection().run("INSERT INTO schema_migration VALUES (9001, '9001_expand_priority', 0)");
        transaction.connection().run("DELETE FROM schema_migration WHERE number = 12");
        transaction.connection().script("DROP TABLE catalogue_translation");
    });
    CHECK(schema_state(store) == SchemaState::older);
    CHECK(migrate(store) == 1);
    CHECK(schema_state(store) == SchemaState::current);
}

TEST_CASE_FIXTURE(Fixture, "where no contract waits, nothing is done") {
    migrate(store);
    CHECK(contract(store).empty());
    CHECK(schema_state(store) == SchemaState::current);
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

TEST_CASE_FIXTURE(Fixture, "one that was interrupted behind its last step is known, and ended") {
    CHECK_FALSE(is_begun(store));
    migrate(store);
    CHECK_FALSE(is_begun(store));
    store.write([](Transaction& transaction) {
        transaction.connection().run("INSERT INTO schema_migration VALUES (0, '0000_expand_unfinished', 0)");
    });
    CHECK(is_begun(store));
    CHECK(schema_state(store) == SchemaState::current); // for other servers beside it
    CHECK(migrate(store) == 0);
    CHECK_FALSE(is_begun(store));
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
