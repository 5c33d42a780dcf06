#include "backend/worker/night_watch.hpp"

#include "backend/system/pause.hpp"
#include "common/time_spans.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace stu::worker {
namespace {

constexpr std::int64_t night_ms = 2 * hour_ms;

} // namespace

std::int64_t until_night_ms(std::int64_t now_ms) {
    const std::int64_t since = (now_ms - night_ms) % day_ms;
    return day_ms - (since < 0 ? since + day_ms : since);
}

NightWatch::NightWatch(std::function<std::int64_t()> now_ms, std::function<void(const std::stop_token&)> look)
    : now_ms_(std::move(now_ms)), look_(std::move(look)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void NightWatch::run(const std::stop_token& stop) {
    // The clock may be set meanwhile; looking at it this often is often enough.
    constexpr std::int64_t look_again_ms = hour_ms / 2;
    for (std::int64_t left = until_night_ms(now_ms_());;) {
        const std::int64_t wait = std::min(left, look_again_ms);
        if (!system::pause(stop, std::chrono::milliseconds(wait))) return;
        if (left > look_again_ms) {
            left = until_night_ms(now_ms_());
            continue;
        }
        try {
            look_(stop);
        } catch (const std::exception& error) { spdlog::error("the night's look failed: {}", error.what()); }
        left = std::max(until_night_ms(now_ms_()), hour_ms); // not twice in one night
    }
}

} // namespace stu::worker
