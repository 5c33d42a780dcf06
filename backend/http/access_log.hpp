#pragma once
#include "backend/system/log.hpp"

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

/// What the log says of it. Whatever a client sends, it stays inside its string and on its line.
std::string words_of(const LogEntry& entry, system::LogForm form);

/// Writes it to the log; what failed by the server's fault is a warning.
void log_request(const LogEntry& entry, system::LogForm form);

/// Writes to the log why a request failed by the server's fault.
void log_fault(std::string_view request_id, std::string_view what, system::LogForm form);

} // namespace stu::http
