#include "backend/http/access_log.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>

namespace stu::http {
namespace {

constexpr std::size_t max_logged = 200;

/// A JSON string. Everything but printable ASCII is escaped byte by byte: invalid UTF-8 and bidirectional
/// overrides cannot reach whoever reads the log.
std::string quoted(std::string_view text) {
    std::string quote = "\"";
    for (const char c : text.substr(0, max_logged)) {
        if (c == '"' || c == '\\') {
            quote += '\\';
            quote += c;
        } else if (c >= ' ' && c <= '~') {
            quote += c;
        } else {
            quote += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        }
    }
    return quote + "\"";
}

} // namespace

std::string log_line(const LogEntry& entry, std::int64_t unix_ms) {
    return fmt::format(R"({{"at_ms":{},"request":{},"method":{},"path":{},"status":{},"ms":{:.2f},"user":{},)"
                       R"("address":{},"bytes":{}}})",
                       unix_ms, quoted(entry.request_id), quoted(entry.method), quoted(entry.path),
                       entry.status, entry.milliseconds, quoted(entry.user_id), quoted(entry.address),
                       entry.bytes);
}

void log_request(const LogEntry& entry) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    spdlog::info("{}", log_line(entry, std::chrono::duration_cast<std::chrono::milliseconds>(now).count()));
}

} // namespace stu::http
