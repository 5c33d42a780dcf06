#include "backend/store/engine/space.hpp"

#include <chrono>
#include <sys/statvfs.h>

namespace stu::store {
namespace {

constexpr std::int64_t look_again_ms = 1'000;

std::int64_t steady_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

} // namespace

Room Space::room() const {
    const std::int64_t now = steady_ms(), looked = looked_ms_;
    if (looked < 0 || now - looked >= look_again_ms) {
        room_ = look();
        looked_ms_ = now;
    }
    return room_;
}

/// A disk that does not answer is left to the database to complain of.
Room Space::look() const {
    struct statvfs disk {};
    if (::statvfs(folder_.c_str(), &disk) != 0) return Room::plenty;
    if ((disk.f_flag & ST_RDONLY) != 0) return Room::unwritable;
    const auto free = static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize);
    if (free < limits_.writing) return Room::reading;
    return free < limits_.uploads ? Room::messages : Room::plenty;
}

} // namespace stu::store
