#include "backend/app/csv.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace stu::app {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// What a spreadsheet takes for the beginning of a formula, in full width, too.
constexpr std::array<std::string_view, 11> starts_formula{"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};

bool is_formula(std::string_view cell) {
    return std::any_of(starts_formula.begin(), starts_formula.end(),
                       [cell](std::string_view sign) { return cell.starts_with(sign); });
}

/// Always in quotation marks: shorter than to find out whether they are needed, and as valid.
void add_cell(std::string& text, std::string_view cell) {
    text += '"';
    if (is_formula(cell)) text += '\'';
    for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

} // namespace

Csv::Csv(const std::vector<std::string_view>& column_names) : text_(byte_order_mark) {
    add_row(column_names);
}

void Csv::add_row(const std::vector<std::string_view>& cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) text_ += ',';
        add_cell(text_, cell);
        first = false;
    }
    text_ += "\r\n";
}

std::string iso_time(std::int64_t unix_ms) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(unix_ms / 1000)));
}

} // namespace stu::app
