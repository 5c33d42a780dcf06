#include "backend/store/store.hpp"

#include "backend/store/repeats.hpp"
#include "backend/store/sqlite/sqlite.hpp"

#include <algorithm>
#include <utility>

namespace stu::store {

Transaction::Transaction(Store& store, Turn turn, sql::Access access, std::chrono::milliseconds patience)
    : turn_(std::move(turn)), store_(&store), connection_(store.take()) {
    try {
        connection_->begin(access, patience);
    } catch (...) {
        store.give_back(std::move(connection_));
        throw;
    }
}

Transaction::~Transaction() {
    if (!connection_) return;
    connection_->rollback();
    store_->give_back(std::move(connection_));
}

void Transaction::commit() {
    try {
        connection_->commit();
    } catch (...) {
        store_->write_failed_ = true;
        throw;
    }
    if (turn_) store_->write_failed_ = false;
    store_->give_back(std::move(connection_));
    if (turn_) store_->listeners_.tell(changes_);
    if (turn_) turn_.unlock();
}

Store::Store(std::filesystem::path file, std::chrono::milliseconds patience, const SpaceLimits& space)
    : file_(std::move(file)), patience_(patience), space_(file_.parent_path(), space) {
    idle_.push_back(sql::open_sqlite(file_));
}

Transaction Store::read() { return {*this, {}, sql::Access::read, {}}; }

Transaction Store::write() {
    require_space();
    return begin_write(patience_);
}

namespace {

/// Runs `attempt(patience that is left)` until others are in its way no more.
template <class Attempt> void repeat(std::chrono::milliseconds patience, Attempt attempt) {
    for (Repeats repeats(patience);;) {
        try {
            return attempt(repeats.left());
        } catch (const sql::Trouble& trouble) {
            if (!repeats.again(trouble)) throw;
        }
    }
}

} // namespace

void Store::run_reading(const Work& work) {
    repeat(patience_, [&](std::chrono::milliseconds) {
        Transaction transaction = read();
        work(transaction);
    });
}

void Store::run_writing(const Work& work, std::chrono::milliseconds patience) {
    repeat(patience, [&](std::chrono::milliseconds left) {
        Transaction transaction = begin_write(left);
        if (work(transaction)) transaction.commit();
    });
}

void Store::require_space() const {
    switch (space_.room()) {
    case Room::unwritable: throw sql::Trouble(sql::Trouble::Kind::unwritable, "the disk can only be read");
    case Room::reading: throw sql::Trouble(sql::Trouble::Kind::full, "the disk is nearly full");
    case Room::messages:
    case Room::plenty: break;
    }
}

Transaction Store::begin_write(std::chrono::milliseconds patience) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + patience;
    std::unique_lock turn(writing_, std::defer_lock);
    if (!turn.try_lock_until(until)) throw sql::Trouble(sql::Trouble::Kind::busy, "others are writing");
    // What is left of it, for writers of other processes.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    return {*this, std::move(turn), sql::Access::write, std::max(left, std::chrono::milliseconds(0))};
}

std::unique_ptr<sql::Connection> Store::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return sql::open_sqlite(file_);
}

void Store::give_back(std::unique_ptr<sql::Connection> connection) noexcept {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
}

} // namespace stu::store
