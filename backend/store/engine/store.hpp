#pragma once
// Where everything is kept. Use cases hand a function to `write` or `read`; the transaction that it gets goes
// to the functions of the neighbouring headers (tickets.hpp, users.hpp …), which hold all SQL of the project.

#include "backend/store/engine/changes.hpp"
#include "backend/store/engine/database.hpp"
#include "backend/store/engine/kept.hpp"
#include "backend/store/engine/space.hpp"
#include "backend/store/engine/sql.hpp"
#include "backend/system/metrics.hpp"
#include "common/result.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace stu::store {

class GroupCommit;
class Store;

/// A unit of work: what was read and written through it is of one moment, and is there as a whole or not at
/// all. Functions get theirs from `Store::write` and `Store::read`.
class Transaction {
  public:
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    /// Rolls back what was not committed.
    ~Transaction();

    sql::Connection& connection() { return *connection_; }

    /// What `make()` returns, or has returned to the same `question` while nothing in the database has
    /// changed since. It may depend on the question and on what it reads, and on nothing else: neither time
    /// nor person.
    template <class Make>
    auto kept(const std::string& question, Make make, Kept::Size size = Kept::Size::page) {
        Kept* const known = kept_answers();
        return known != nullptr ? known->answer(size, question, std::move(make)) : make();
    }

    /// Listeners hear of it after the commit; of nothing when there is none.
    void after_commit(TicketChanged change) { changes_.tickets.push_back(std::move(change)); }
    void after_commit(PresenceTold told) { changes_.presences.push_back(std::move(told)); }
    void after_commit(MailQueued) { changes_.mail_queued = true; }
    void after_commit(ResponseHeld) { changes_.response_held = true; }

    /// Returns what `function()` returns, a Result. An Error undoes what it changed and noted, and nothing
    /// that the transaction did before. Costs two statements.
    template <class Function> auto attempt(Function function) {
        const Changes before = changes_;
        connection_->run("SAVEPOINT attempt");
        auto result = function();
        if (!result) {
            connection_->run("ROLLBACK TO SAVEPOINT attempt");
            changes_ = before;
        }
        connection_->run("RELEASE SAVEPOINT attempt");
        return result;
    }

    /// Of one that was begun by hand. Durable when it returns; nothing may be done with it afterwards.
    void commit();

  private:
    friend class Store;
    friend class GroupCommit;
    class ByHand;
    explicit Transaction(sql::Connection& connection);
    explicit Transaction(std::unique_ptr<ByHand> by_hand);
    /// Of the present state; null for one that writes.
    Kept* kept_answers();

    std::unique_ptr<ByHand> by_hand_; ///< null when it is a function's, and after commit
    sql::Connection* connection_;
    Changes changes_;
};

/// Thread-safe. Keeps one connection that writes, one that hears of other servers, and as many that read as
/// ever did at once: one for each worker thread, and never more than `most_readers`. Who comes when all are
/// in use waits.
class Store {
  public:
    static constexpr std::size_t most_readers = 16;
    static constexpr std::chrono::milliseconds usual_patience{2'000};

    /// The tables come from `migrate` (migrations.hpp). `patience` is how long a writer waits for others.
    explicit Store(sql::Database database, std::chrono::milliseconds patience = usual_patience,
                   const SpaceLimits& space = {});
    ~Store();

    /// Returns what `function(Transaction&)` returns. It sees a consistent picture of one moment and never
    /// waits for writers.
    template <class Function> auto read(Function function) {
        return outcome_of(function, [&](const Work& work) { run_reading(work); });
    }

    /// Returns what `function(Transaction&)` returns, once all that it changed is on disk and listeners have
    /// heard of what it noted. A Result that holds an Error, or an exception, undoes what it changed and
    /// noted. It may run several times, and on another thread: again when others were in its way (Trouble of
    /// the kinds busy and conflict), or in theirs. Whatever else it does must bear that. Others who write
    /// wait, so keep hashing, mail and network out of it. Throws sql::Trouble when all of that took longer
    /// than `patience`, or when there is too little space left to write.
    template <class Function> auto write(std::chrono::milliseconds patience, Function function) {
        return outcome_of(function, [&](const Work& work) {
            require_space();
            run_writing(work, patience);
        });
    }
    template <class Function> auto write(Function function) { return write(patience_, std::move(function)); }

    /// Uses the last of the space, too: for what must not be refused, and for what makes space.
    template <class Function> auto write_regardless(std::chrono::milliseconds patience, Function function) {
        return outcome_of(function, [&](const Work& work) { run_writing(work, patience); });
    }
    template <class Function> auto write_regardless(Function function) {
        return write_regardless(patience_, std::move(function));
    }

    /// Begun by hand, for migrations and tests: everybody else hands a function.
    Transaction read();
    Transaction write();

    /// How long a writer waits for others unless it says so itself.
    std::chrono::milliseconds patience() const { return patience_; }
    /// Who hears of what was committed.
    Listeners& listeners() { return listeners_; }

    /// What the disk has room for; another machine's complains by itself.
    Room room() const { return space_ ? space_->room() : Room::plenty; }
    /// Whether writing has failed since the last time that it succeeded.
    bool write_failed() const;
    /// What it knows of itself, for Prometheus. Throws Trouble when the database does not answer.
    void write_metrics(system::Exposition& to);
    /// How long the present transaction that writes has been going on; zero when there is none.
    std::chrono::milliseconds writing_for() const;

  private:
    friend class Transaction::ByHand;
    using Work = std::function<bool(Transaction&)>; ///< false = undo it

    /// Has `run` run the function, and hands on what it returned.
    template <class Function, class Run> static auto outcome_of(Function& function, Run run) {
        using Value = std::invoke_result_t<Function&, Transaction&>;
        if constexpr (std::is_void_v<Value>) {
            run([&](Transaction& transaction) {
                function(transaction);
                return true;
            });
        } else {
            std::optional<Value> value;
            run([&](Transaction& transaction) {
                value.emplace(function(transaction));
                return succeeded(*value);
            });
            return std::move(*value);
        }
    }

    void run_reading(const Work& work);
    void run_writing(const Work& work, std::chrono::milliseconds patience);
    void require_space() const;
    std::int64_t database_bytes();
    struct Reader {
        std::unique_ptr<sql::Connection> connection;
        Kept kept;
    };
    std::unique_ptr<Reader> take();
    void give_back(std::unique_ptr<Reader> reader) noexcept;

    sql::Database database_;
    std::chrono::milliseconds patience_;
    std::optional<Space> space_;
    Listeners listeners_;
    std::string name_; ///< among the servers on one database
    std::unique_ptr<GroupCommit> writers_;
    std::unique_ptr<sql::Hearing> others_; ///< null where there can be none
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<Reader>> idle_;
    std::size_t readers_ = 0; ///< the idle ones included
};

} // namespace stu::store
