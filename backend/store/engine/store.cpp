#include "backend/store/engine/store.hpp"

#include "backend/store/engine/announcements.hpp"
#include "backend/store/engine/group_commit.hpp"
#include "backend/store/engine/random_name.hpp"
#include "backend/store/engine/repeats.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace stu::store {

/// What a transaction has that no function is given: a connection of its own, or the writers'.
class Transaction::ByHand {
  public:
    ByHand(Store& store, sql::Access access) : store_(store) {
        if (access == sql::Access::read)
            reader_ = store.take();
        else
            turn_.emplace(*store.writers_, store.patience_);
        try {
            connection().begin(access, store.patience_);
        } catch (...) {
            give_back();
            throw;
        }
    }
    ByHand(const ByHand&) = delete;
    ByHand& operator=(const ByHand&) = delete;
    ~ByHand() {
        if (connection().in_transaction()) connection().rollback();
        give_back();
    }

    sql::Connection& connection() { return reader_ ? *reader_->connection : turn_->connection(); }
    Kept* kept() {
        if (!reader_) return nullptr;
        if (!std::exchange(knows_state_, true)) reader_->kept.move_to(connection().state());
        return &reader_->kept;
    }
    void commit(const Changes& changes) {
        announce(connection(), store_.name_, changes);
        connection().commit();
        store_.listeners_.tell(changes);
    }

  private:
    void give_back() noexcept {
        if (reader_) store_.give_back(std::move(reader_));
    }

    Store& store_;
    std::unique_ptr<Store::Reader> reader_;
    std::optional<GroupCommit::Turn> turn_;
    bool knows_state_ = false; ///< that of its moment
};

Transaction::Transaction(sql::Connection& connection) : connection_(&connection) {}
Transaction::Transaction(std::unique_ptr<ByHand> by_hand)
    : by_hand_(std::move(by_hand)), connection_(&by_hand_->connection()) {}
Transaction::Transaction(Transaction&&) noexcept = default;
Transaction::~Transaction() = default;

Kept* Transaction::kept_answers() { return by_hand_ ? by_hand_->kept() : nullptr; }

void Transaction::commit() {
    by_hand_->commit(changes_);
    by_hand_.reset();
}

Store::Store(sql::Database database, std::chrono::milliseconds patience, const SpaceLimits& space)
    : database_(std::move(database)), patience_(patience), name_(random_name()),
      writers_(std::make_unique<GroupCommit>(database_.open(sql::Access::write), listeners_, name_)),
      others_(database_.hear([this](const std::optional<std::string>& announcement) {
          Changes missed;
          missed.others_missed = true;
          if (const auto changes = announcement ? changes_in(*announcement, name_) : missed)
              listeners_.tell(*changes);
      })) {
    if (!database_.folder().empty()) space_.emplace(database_.folder(), space);
}

Store::~Store() = default;

bool Store::write_failed() const { return writers_->failed(); }
std::chrono::milliseconds Store::writing_for() const { return writers_->taken_for(); }

void Store::write_metrics(system::Exposition& to) {
    to.family("stuticket_commit_changes", "histogram", "Changes that were written to the disk together.");
    to.sample(writers_->sizes());
    to.family("stuticket_database_bytes", "gauge", "Size of the database.");
    to.sample(static_cast<double>(database_bytes()));
}

/// SQLite's file and its log, or what PostgreSQL says.
std::int64_t Store::database_bytes() {
    if (database_.file().empty())
        return read([](Transaction& transaction) {
            const auto row = transaction.connection().query("SELECT pg_database_size(current_database())");
            return row->next() ? row->integer(0) : 0;
        });
    std::int64_t bytes = 0;
    for (const char* with : {"", "-wal"}) {
        std::error_code missing;
        const auto size = std::filesystem::file_size(database_.file().string() + with, missing);
        if (!missing) bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

Transaction Store::read() {
    return Transaction(std::make_unique<Transaction::ByHand>(*this, sql::Access::read));
}

Transaction Store::write() {
    require_space();
    return Transaction(std::make_unique<Transaction::ByHand>(*this, sql::Access::write));
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
    repeat(patience, [&](std::chrono::milliseconds left) { writers_->run(work, left); });
}

void Store::require_space() const {
    switch (room()) {
    case Room::unwritable: throw sql::Trouble(sql::Trouble::Kind::unwritable, "the disk can only be read");
    case Room::reading: throw sql::Trouble(sql::Trouble::Kind::full, "the disk is nearly full");
    case Room::messages:
    case Room::plenty: break;
    }
}

std::unique_ptr<Store::Reader> Store::take() {
    {
        std::unique_lock lock(mutex_);
        const bool in_time = given_back_.wait_for(
            lock, patience_, [this] { return !idle_.empty() || readers_ < most_readers; });
        if (!in_time) throw sql::Trouble(sql::Trouble::Kind::busy, "others are reading");
        if (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            return reader;
        }
        ++readers_;
    }
    try {
        return std::make_unique<Reader>(Reader{database_.open(sql::Access::read), {}});
    } catch (...) {
        const std::lock_guard lock(mutex_);
        --readers_;
        given_back_.notify_one();
        throw;
    }
}

void Store::give_back(std::unique_ptr<Reader> reader) noexcept {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(reader));
    given_back_.notify_one();
}

} // namespace stu::store
