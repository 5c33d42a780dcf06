#include "backend/store/store.hpp"

#include "backend/store/sqlite/sqlite.hpp"

#include <utility>

namespace stu::store {

Transaction::Transaction(Store& store, std::unique_lock<std::mutex> turn, sql::Access access)
    : turn_(std::move(turn)), store_(&store), connection_(store.take()) {
    connection_->begin(access);
}

Transaction::~Transaction() {
    if (!connection_) return;
    connection_->rollback();
    store_->give_back(std::move(connection_));
}

void Transaction::commit() {
    connection_->commit();
    store_->give_back(std::move(connection_));
    if (turn_) turn_.unlock();
}

Store::Store(std::filesystem::path file) : file_(std::move(file)) {
    idle_.push_back(sql::open_sqlite(file_));
}

Transaction Store::read() { return {*this, {}, sql::Access::read}; }
Transaction Store::write() { return {*this, std::unique_lock(writing_), sql::Access::write}; }

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
