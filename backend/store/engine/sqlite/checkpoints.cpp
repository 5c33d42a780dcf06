#include "backend/store/engine/sqlite/checkpoints.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <sqlite3.h>
#include <utility>

namespace stu::sql {
namespace {

/// 16 MiB of log: a page that many transactions change is copied once for all of them.
constexpr int long_log_pages = 4'000;

/// Copies what no reader needs in the log; whether that is all of it. Waits for nobody. Should it fail, the
/// log stays as it is, and a later commit begins again.
bool copy_log(sqlite3* connection) {
    int pages = 0, copied = 0;
    return ::sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied) ==
               SQLITE_OK &&
           copied == pages;
}

} // namespace

Checkpoints::Checkpoints(std::filesystem::path file, sqlite3* writer)
    : file_(std::move(file)), writer_(writer) {
    ::sqlite3_wal_hook(writer_, &Checkpoints::after_commit, this);
}

Checkpoints::~Checkpoints() {
    ::sqlite3_wal_hook(writer_, nullptr, nullptr);
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

/// What it returned would be the commit's outcome, which stands already.
int Checkpoints::after_commit(void* self, sqlite3*, const char*, int pages) {
    if (pages >= long_log_pages) static_cast<Checkpoints*>(self)->on_long_log(pages);
    return SQLITE_OK;
}

/// The log begins anew only when all of it is copied, which must be done while nobody writes: by the writer,
/// once little is left.
void Checkpoints::on_long_log(int pages) {
    std::unique_lock lock(mutex_);
    if (held_pages_ != 0 && pages >= held_pages_ && pages < held_pages_ + long_log_pages) return;
    if (state_ == State::close) {
        held_pages_ = copy_log(writer_) ? 0 : pages;
        state_ = State::idle;
    } else if (state_ == State::idle) {
        state_ = State::behind;
        if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
        changed_.notify_one();
    }
}

void Checkpoints::run() {
    std::unique_ptr<SQLite::Database> database;
    try {
        database = std::make_unique<SQLite::Database>(file_.string(), SQLite::OPEN_READWRITE);
        database->exec("PRAGMA synchronous = FULL");
    } catch (const SQLite::Exception&) { database.reset(); } // the writer will copy by itself
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || state_ == State::behind; });
        if (stopping_) return;
        lock.unlock();
        if (database) copy_log(database->getHandle());
        lock.lock();
        state_ = State::close;
    }
}

} // namespace stu::sql
