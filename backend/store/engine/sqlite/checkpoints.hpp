#pragma once
// Copying the write-ahead log into the database (https://sqlite.org/wal.html), beside the writer: whoever's
// commit makes the log long would otherwise wait for all of it, some 100 ms.

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <thread>

struct sqlite3;

namespace stu::sql {

/// Of one connection that writes. Its thread starts with the first long log, so that short commands have
/// none.
class Checkpoints {
  public:
    /// Takes the place of SQLite's own checkpoints on `writer`, which must outlive it.
    Checkpoints(std::filesystem::path file, sqlite3* writer);
    Checkpoints(const Checkpoints&) = delete;
    Checkpoints& operator=(const Checkpoints&) = delete;
    ~Checkpoints();

  private:
    /// `behind`: the thread copies; `close`: all but what was committed meanwhile is copied.
    enum class State : std::uint8_t { idle, behind, close };

    static int after_commit(void* self, sqlite3* writer, const char* database, int pages);
    void on_long_log(int pages);
    void run();

    const std::filesystem::path file_;
    sqlite3* const writer_;
    std::mutex mutex_;
    std::condition_variable changed_;
    State state_ = State::idle;
    /// How long the log was when a reader last needed some of it, such as a backup; 0 = none did. Each try
    /// sorts all of the log, so the next one waits until it is that much longer.
    int held_pages_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace stu::sql
