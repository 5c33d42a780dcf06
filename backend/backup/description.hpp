#pragma once
// What a backup holds: the first thing in its stream.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::backup {

class Reader;
class Writer;

/// A file of the data folder.
struct StoredFile {
    std::string name;
    std::uint64_t bytes = 0;

    bool operator==(const StoredFile&) const = default;
};

/// A table of the database and how many rows it has.
struct StoredTable {
    std::string name;
    std::int64_t rows = 0;

    bool operator==(const StoredTable&) const = default;
};

struct Description {
    std::int64_t made_ms = 0;      ///< Unix milliseconds; all that was committed before is in it
    std::vector<StoredFile> files; ///< in the order in which their bytes follow
    std::vector<StoredTable> tables;

    /// Of a table; 0 where there is none of that name.
    std::int64_t rows_in(std::string_view table) const;

    bool operator==(const Description&) const = default;
};

void write(Writer& writer, const Description& description);
/// Throws Unusable for one that this version cannot read. Its files are named as in a data folder, without
/// folders, and each once.
Description read_description(Reader& reader);

/// The files of a data folder that a backup takes along; the database is the first.
inline constexpr std::string_view database_file = "stuticket.db", secret_file = "secret.key",
                                  settings_file = ".env";

} // namespace stu::backup
