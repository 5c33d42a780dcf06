#include "backend/backup/description.hpp"

#include "backend/backup/reader.hpp"
#include "backend/backup/writer.hpp"
#include "common/numbers.hpp"

#include <algorithm>

namespace stu::backup {
namespace {

/// Of a description; a database has a hundred tables.
constexpr std::size_t most_bytes = std::size_t{1} << 20;

[[noreturn]] void unknown() {
    throw Unusable("The backup was made by another version of StuTicket, which can read it.");
}

template <class Number> Number number_or_unknown(std::string_view text) {
    const auto number = number_in<Number>(text);
    if (!number) unknown();
    return *number;
}

/// A line is `made MS`, `file NAME BYTES` or `table NAME ROWS`.
void read_line(std::string_view line, Description& description) {
    const std::string_view what = split_off(line, ' ');
    if (what == "made") {
        description.made_ms = number_or_unknown<std::int64_t>(line);
        return;
    }
    const std::string name(split_off(line, ' '));
    if (what == "table") {
        description.tables.push_back({name, number_or_unknown<std::int64_t>(line)});
        return;
    }
    const auto is_named_so = [&](const StoredFile& each) { return each.name == name; };
    const bool is_ours = name == database_file || name == secret_file || name == settings_file;
    if (what != "file" || !is_ours ||
        std::any_of(description.files.begin(), description.files.end(), is_named_so))
        unknown();
    description.files.push_back({name, number_or_unknown<std::uint64_t>(line)});
}

} // namespace

std::int64_t Description::rows_in(std::string_view table) const {
    for (const StoredTable& each : tables)
        if (each.name == table) return each.rows;
    return 0;
}

void write(Writer& writer, const Description& description) {
    std::string text = "made " + std::to_string(description.made_ms) + "\n";
    for (const StoredFile& file : description.files)
        text += "file " + file.name + " " + std::to_string(file.bytes) + "\n";
    for (const StoredTable& table : description.tables)
        text += "table " + table.name + " " + std::to_string(table.rows) + "\n";
    writer.add(std::to_string(text.size()) + "\n" + text);
}

Description read_description(Reader& reader) {
    std::string size;
    constexpr std::size_t most_digits = 8;
    for (char next = 0; reader.read(&next, 1), next != '\n'; size += next)
        if (size.size() == most_digits) unknown();
    std::string text(number_or_unknown<std::size_t>(size), '\0');
    if (text.size() > most_bytes) unknown();
    reader.read(text.data(), text.size());
    Description description;
    for (std::string_view rest = text; !rest.empty();) read_line(split_off(rest, '\n'), description);
    if (description.files.empty() || description.files.front().name != database_file) unknown();
    return description;
}

} // namespace stu::backup
