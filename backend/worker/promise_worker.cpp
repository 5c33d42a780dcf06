#include "backend/worker/promise_worker.hpp"

#include "backend/system/pause.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace stu::worker {

PromiseWorker::PromiseWorker(std::function<std::chrono::milliseconds()> tell)
    : tell_(std::move(tell)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void PromiseWorker::run(const std::stop_token& stop) {
    std::chrono::milliseconds wait{0};
    while (system::pause(stop, wait)) {
        wait = look_again;
        try {
            wait = tell_();
        } catch (const std::exception& error) { // a database that is away, most likely
            spdlog::error("nobody was told what is due: {}", error.what());
        }
    }
}

} // namespace stu::worker
