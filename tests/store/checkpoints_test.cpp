// The write-ahead log is copied beside the writer, and begins anew also while somebody writes without a
// pause.

#include "backend/store/engine/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>

namespace stu::store {
namespace {

constexpr std::uintmax_t mib = 1u << 20;

TEST_CASE("the log stays bounded while one writes many times its length without a pause" *
          doctest::test_suite("SQLite")) {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "stuticket.db";
    Store store(file);
    store.write([](Transaction& transaction) {
        transaction.connection().script("CREATE TABLE sheet (number INTEGER PRIMARY KEY, content BLOB)");
    });
    const std::string megabyte(mib, 'x');
    std::uintmax_t longest = 0;
    for (std::int64_t round = 0; round < 160; ++round) {
        store.write([&](Transaction& transaction) {
            transaction.connection().run("INSERT OR REPLACE INTO sheet (number, content) VALUES ($1, $2)",
                                         {round % 8, sql::Blob{megabyte}});
        });
        longest = std::max(longest, std::filesystem::file_size(file.string() + "-wal"));
    }
    CHECK_MESSAGE(longest < 80 * mib, longest); // of 160 MiB that were written
    const std::int64_t rows = store.read([](Transaction& transaction) {
        const auto row = transaction.connection().query("SELECT COUNT(*) FROM sheet");
        return row->next() ? row->integer(0) : 0;
    });
    CHECK(rows == 8);
}

} // namespace
} // namespace stu::store
