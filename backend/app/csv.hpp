#pragma once
// Tables for spreadsheets: CSV as in RFC 4180, UTF-8 with a byte order mark, without which Excel guesses.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::app {

class Csv {
  public:
    explicit Csv(const std::vector<std::string_view>& column_names);

    /// The next row, a cell for each column. A spreadsheet runs what begins with = + - @, a tab or a line
    /// break as a formula; such a cell gets an apostrophe in front, which makes it text.
    void add_row(const std::vector<std::string_view>& cells);

    std::string take() && { return std::move(text_); }

  private:
    std::string text_;
};

/// "2026-11-24T08:30:00Z" (ISO 8601, UTC, whole seconds).
std::string iso_time(std::int64_t unix_ms);

} // namespace stu::app
