#include "backend/app/context.hpp"

#include <chrono>

namespace stu::app {

std::int64_t SystemClock::now_ms() const {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

} // namespace stu::app
