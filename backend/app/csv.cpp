#include "backend/app/csv.hpp"

#include <fmt/format.h>

#include <chrono>

namespace stu::app {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view starts_formula = "=+-@\t\r\n";

/// Always in quotation marks: shorter than to find out whether they are needed, and as valid.
void add_cell(std::string& text, std::string_view cell) {
    text += '"';
    if (!cell.empty() && starts_formula.find(cell.front()) != std::string_view::npos) text += '\'';
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
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds(unix_ms)};
    const auto midnight = floor<days>(at);
    const year_month_day date(midnight);
    const hh_mm_ss time(floor<seconds>(at - midnight));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

} // namespace stu::app
