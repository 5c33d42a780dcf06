// Which backups are kept.

#include "backend/backup/names.hpp"

#include "backend/backup/folder.hpp"
#include "backend/backup/writer.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

namespace stu::backup {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t monday_ms = 1'764'547'200'000; // 2025-12-01T00:00:00Z

std::vector<std::string> kept_of(const std::vector<std::string>& names, const Retention& retention) {
    std::vector<std::string> kept = names;
    for (const std::string& name : superfluous(names, retention)) std::erase(kept, name);
    return kept;
}

TEST_CASE("a name says when, in UTC") {
    CHECK(name_of(monday_ms) == "stuticket-20251201T000000Z.backup");
    CHECK(is_name(name_of(monday_ms + 12'345'678)));
    CHECK(is_unfinished_name(unfinished_name_of(name_of(monday_ms))));
    for (const char* other :
         {"", "stuticket.db", "stuticket-20251201T000000Z.backup.gz", "stuticket-20251201T00000xZ.backup",
          "stuticket-20251201 000000Z.backup", "my-stuticket-20251201T000000Z.backup"})
        CHECK_FALSE(is_name(other));
    CHECK_FALSE(is_name(unfinished_name_of(name_of(monday_ms))));
    CHECK_FALSE(is_unfinished_name(name_of(monday_ms)));
}

TEST_CASE("the newest of each day and week stays, and the newest of all") {
    std::vector<std::string> names; // two a day, for five weeks from a Monday
    for (int day = 0; day < 35; ++day)
        for (const int hour : {1, 13}) names.push_back(name_of(monday_ms + day * day_ms + hour * 3'600'000));
    CHECK(superfluous(names, {}).empty());
    const auto at = [&](int day) { return name_of(monday_ms + day * day_ms + 13 * 3'600'000); };
    CHECK(kept_of(names, {.daily = 2, .weekly = 0}) == std::vector{at(33), at(34)});
    CHECK(kept_of(names, {.daily = 0, .weekly = 3}) == std::vector{at(20), at(27), at(34)});
    CHECK(kept_of(names, {.daily = 7, .weekly = 4}) ==
          std::vector{at(13), at(20), at(27), at(28), at(29), at(30), at(31), at(32), at(33), at(34)});
    CHECK(kept_of({at(3)}, {.daily = 1, .weekly = 1}) == std::vector{at(3)});
}

TEST_CASE("days without a backup do not count") {
    const std::vector<std::string> names{name_of(monday_ms), name_of(monday_ms + 40 * day_ms),
                                         name_of(monday_ms + 90 * day_ms)};
    CHECK(kept_of(names, {.daily = 3, .weekly = 0}) == names);
}

TEST_CASE("only a desk's own backups are found") {
    const test::TemporaryFolder folder;
    security::SystemRandom random;
    const auto put = [&](const std::string& name, char desk) {
        const system::Descriptor file = new_file(folder.path() / name);
        Writer(file.number(), make_head({}, std::string(32, desk), random), {}).finish();
    };
    put(name_of(monday_ms), 'a');
    put(name_of(monday_ms + day_ms), 'b');
    put("copy-of-a.backup", 'a');
    std::ofstream(folder.path() / name_of(monday_ms + 2 * day_ms)) << "something else of that name";
    CHECK(backups_in(folder.path(), std::string(32, 'a')) == std::vector{name_of(monday_ms)});
}

} // namespace
} // namespace stu::backup
