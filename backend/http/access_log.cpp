#include "backend/http/access_log.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace stu::http {
namespace {

constexpr std::size_t max_logged = 200;  ///< bytes of what a client sent
constexpr std::size_t max_fault = 2'000; ///< bytes

/// A test's server has none for its requests: what fails there is said as everything else is.
std::shared_ptr<spdlog::logger> logger() {
    auto of_requests = spdlog::get(system::request_logger);
    return of_requests ? of_requests : spdlog::default_logger();
}

std::string quoted(std::string_view text) { return system::quoted(text, max_logged); }
std::string printable(std::string_view text) { return system::printable(text, max_logged); }

} // namespace

std::string words_of(const LogEntry& entry, system::LogForm form) {
    if (form == system::LogForm::json)
        return fmt::format(
            R"("request":{},"method":{},"path":{},"status":{},"ms":{:.2f},"user":{},"address":{},)"
            R"("bytes":{})",
            quoted(entry.request_id), quoted(entry.method), quoted(entry.path), entry.status,
            entry.milliseconds, quoted(entry.user_id), quoted(entry.address), entry.bytes);
    return fmt::format("{} {} {}: {} in {:.2f} ms, {} bytes, from {}{}{}", printable(entry.request_id),
                       printable(entry.method), printable(entry.path), entry.status, entry.milliseconds,
                       entry.bytes, printable(entry.address), entry.user_id.empty() ? "" : ", user ",
                       printable(entry.user_id));
}

void log_request(const LogEntry& entry, system::LogForm form) {
    const auto log = logger();
    const auto level = entry.status >= 500 ? spdlog::level::warn : spdlog::level::info;
    if (log->should_log(level)) log->log(level, words_of(entry, form));
}

void log_fault(std::string_view request_id, std::string_view what, system::LogForm form) {
    const bool json = form == system::LogForm::json;
    logger()->error(
        json
            ? fmt::format(R"("request":{},"message":{})", quoted(request_id), system::quoted(what, max_fault))
            : fmt::format("{} failed: {}", printable(request_id), system::printable(what, max_fault)));
}

} // namespace stu::http
