#pragma once
#include "backend/store/schema/migrations.hpp"
#include "tests/support/temporary_database.hpp"

namespace stu::test {

/// A database with its tables and without people, made once for a test program: each test gets a copy.
inline const TemporaryDatabase* migrated_database() {
    static const TemporaryDatabase empty;
    [[maybe_unused]] static const int steps = [] {
        store::Store store(empty.database());
        return store::migrate(store);
    }();
    return &empty;
}

} // namespace stu::test
