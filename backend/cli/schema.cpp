// What brings the schema on: at any time, and when no server of an earlier version is left.

#include "backend/cli/commands.hpp"
#include "backend/cli/installation.hpp"
#include "backend/store/schema/migrations.hpp"

#include <fmt/core.h>

namespace stu::cli {

int migrate(const Place& place) {
    store::Store store(database_of(place));
    if (const auto state = store::schema_state(store); state == store::SchemaState::unfinished)
        require_current(state, place);
    const int applied = store::migrate(store);
    fmt::print("{}\n", applied == 0
                           ? "The database is up to date."
                           : fmt::format("The database was brought up to date ({} steps).", applied));
    return 0;
}

int contract(const Place& place) {
    Installation installation(place);
    const auto applied = store::contract(installation.store());
    for (const std::string_view name : applied) fmt::print("Applied: {}\n", name);
    fmt::print("{}\n", applied.empty() ? "Nothing is to be done: all contracts of this version are applied."
                                       : "Earlier versions cannot use this database any more.");
    return 0;
}

} // namespace stu::cli
