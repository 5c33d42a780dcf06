#pragma once
// The server's log: lines on standard error, which systemd's journal or whoever started it keeps.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::system {

enum class LogForm {
    json, ///< an object a line: at_ms (Unix milliseconds), level, and a message or the fields of a request
    plain ///< time (UTC), level and words
};

enum class LogLevel { info, warning, error };

struct LogSettings {
    LogForm form = LogForm::json;
    LogLevel from = LogLevel::info; ///< what is less than that is not written
};

std::optional<LogForm> log_form(std::string_view name);
std::optional<LogLevel> log_level(std::string_view name);

/// Lines of this logger are fields of JSON, or a sentence of one request, by the form; all others are
/// sentences.
inline constexpr const char* request_logger = "requests";

/// The first `most` bytes of `text`, of which all that is not printable ASCII is escaped byte by byte:
/// invalid UTF-8, line feeds and bidirectional overrides cannot reach whoever reads the log.
std::string printable(std::string_view text, std::size_t most);
/// The same as a JSON string.
std::string quoted(std::string_view text, std::size_t most);

/// One line, with its line feed, of something said at `unix_ms`. `of_request`: `said` is what the request's
/// logger was given, and has been made printable.
std::string log_line(LogForm form, LogLevel level, std::int64_t unix_ms, std::string_view said,
                     bool of_request);

/// From now on all that is logged goes to standard error, and nobody waits for its reader. To systemd's
/// journal each line says its priority (sd-daemon(3)). Call once, before there are threads.
void log_to_stderr(const LogSettings& settings);

} // namespace stu::system
