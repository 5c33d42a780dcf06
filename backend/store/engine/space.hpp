#pragma once
// How much room the disk under the database has. A full disk is the one fault that everybody causes together
// and nobody sees coming: what can wait is refused while there is still room for what cannot.

#include <atomic>
#include <cstdint>
#include <filesystem>

namespace stu::store {

struct SpaceLimits {
    std::int64_t uploads = 0; ///< free bytes below which no files are taken
    std::int64_t writing = 0; ///< free bytes below which nothing is written
};

enum class Room : std::uint8_t {
    plenty,
    messages,   ///< for everything but files
    reading,    ///< for nothing
    unwritable, ///< the disk can only be read
};

/// Thread-safe. Sees by itself when there is room again.
class Space {
  public:
    Space(std::filesystem::path folder, const SpaceLimits& limits)
        : folder_(std::move(folder)), limits_(limits) {}

    /// As it was a second ago or later: asking costs nothing then.
    Room room() const;

  private:
    Room look() const;

    std::filesystem::path folder_;
    SpaceLimits limits_;
    mutable std::atomic<std::int64_t> looked_ms_{-1}; ///< steady clock
    mutable std::atomic<Room> room_{Room::plenty};
};

} // namespace stu::store
