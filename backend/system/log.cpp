#include "backend/system/log.hpp"

#include "backend/system/line_queue.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace stu::system {
namespace {

constexpr std::size_t most_said = 4'096; ///< bytes of a sentence
constexpr std::array<std::string_view, 3> level_names{"info", "warning", "error"};

LogLevel level_of(spdlog::level::level_enum level) {
    if (level >= spdlog::level::err) return LogLevel::error;
    return level == spdlog::level::warn ? LogLevel::warning : LogLevel::info;
}

spdlog::level::level_enum spdlogs(LogLevel level) {
    constexpr std::array levels{spdlog::level::info, spdlog::level::warn, spdlog::level::err};
    return levels.at(static_cast<std::size_t>(level));
}

/// Whether standard error is what systemd gave us (systemd.exec(5), JOURNAL_STREAM).
bool is_journal() {
    const char* const stream = std::getenv("JOURNAL_STREAM"); // NOLINT(concurrency-mt-unsafe): before threads
    struct stat status {};
    return stream != nullptr && ::fstat(STDERR_FILENO, &status) == 0 &&
           stream == fmt::format("{}:{}", status.st_dev, status.st_ino);
}

/// Of syslog(3), as the journal reads it.
std::string_view priority(LogLevel level) {
    constexpr std::array<std::string_view, 3> priorities{"<6>", "<4>", "<3>"};
    return priorities.at(static_cast<std::size_t>(level));
}

class QueueSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit QueueSink(LogForm form) : form_(form), in_journal_(is_journal()) {}

  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        using std::chrono::milliseconds;
        const std::string_view said(message.payload.data(), message.payload.size());
        const LogLevel level = level_of(message.level);
        const auto at = std::chrono::floor<milliseconds>(message.time.time_since_epoch()).count();
        const bool of_request =
            std::string_view(message.logger_name.data(), message.logger_name.size()) == request_logger;
        std::string line = log_line(form_, level, at, said, of_request);
        if (in_journal_) line.insert(0, priority(level));
        queue_.add(std::move(line));
    }
    void flush_() override {}

    LogForm form_;
    bool in_journal_;
    LineQueue queue_{STDERR_FILENO};
};

/// Escapes what `is_special` names with a backslash, too.
template <class Special> std::string escaped(std::string_view text, std::size_t most, Special is_special) {
    std::string words;
    for (const char c : text.substr(0, most)) {
        if (c >= ' ' && c <= '~') {
            if (is_special(c)) words += '\\';
            words += c;
        } else {
            words += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        }
    }
    return words;
}

} // namespace

std::optional<LogForm> log_form(std::string_view name) {
    if (name == "json") return LogForm::json;
    if (name == "plain") return LogForm::plain;
    return std::nullopt;
}

std::optional<LogLevel> log_level(std::string_view name) {
    for (std::size_t i = 0; i < level_names.size(); ++i)
        if (level_names.at(i) == name) return static_cast<LogLevel>(i);
    return std::nullopt;
}

std::string printable(std::string_view text, std::size_t most) {
    return escaped(text, most, [](char) { return false; });
}

std::string quoted(std::string_view text, std::size_t most) {
    return '"' + escaped(text, most, [](char c) { return c == '"' || c == '\\'; }) + '"';
}

std::string log_line(LogForm form, LogLevel level, std::int64_t unix_ms, std::string_view said,
                     bool of_request) {
    const std::string_view name = level_names.at(static_cast<std::size_t>(level));
    if (form == LogForm::json)
        return of_request ? fmt::format("{{\"at_ms\":{},\"level\":\"{}\",{}}}\n", unix_ms, name, said)
                          : fmt::format("{{\"at_ms\":{},\"level\":\"{}\",\"message\":{}}}\n", unix_ms, name,
                                        quoted(said, most_said));
    return fmt::format("{:%FT%T}.{:03}Z {} {}\n", fmt::gmtime(unix_ms / 1'000), unix_ms % 1'000, name,
                       of_request ? said : printable(said, most_said));
}

void log_to_stderr(const LogSettings& settings) {
    const auto sink = std::make_shared<QueueSink>(settings.form);
    auto logger = std::make_shared<spdlog::logger>("stuticket", sink);
    logger->set_level(spdlogs(settings.from));
    spdlog::set_default_logger(std::move(logger));
    auto requests = std::make_shared<spdlog::logger>(request_logger, sink);
    requests->set_level(spdlogs(settings.from));
    spdlog::register_logger(std::move(requests));
}

} // namespace stu::system
