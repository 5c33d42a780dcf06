#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace stu::http {

/// One answered request. Never bodies, tokens, passwords, query strings or addresses of mail.
struct LogEntry {
    std::string_view request_id, method, path, user_id, address;
    int status = 0;
    double milliseconds = 0;
    std::size_t bytes = 0; ///< of the answer's body
};

/// A line of JSON. Whatever a client sends, it stays inside its string and on its line.
std::string log_line(const LogEntry& entry, std::int64_t unix_ms);

/// Writes it to the log.
void log_request(const LogEntry& entry);

} // namespace stu::http
