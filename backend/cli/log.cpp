#include "backend/cli/log.hpp"

#include "backend/system/line_queue.hpp"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <unistd.h>

namespace stu::cli {
namespace {

class QueueSink final : public spdlog::sinks::base_sink<std::mutex> {
  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        queue_.add(fmt::to_string(line));
    }
    void flush_() override {}

    system::LineQueue queue_{STDERR_FILENO};
};

} // namespace

void log_to_stderr() {
    auto logger = std::make_shared<spdlog::logger>("stuticket", std::make_shared<QueueSink>());
    logger->set_pattern("%v");
    spdlog::set_default_logger(std::move(logger));
}

} // namespace stu::cli
