#include "backend/store/move/move.hpp"
#include "backend/cli/commands.hpp"
#include "backend/cli/english.hpp"
#include "backend/cli/installation.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/tickets/ticket_words.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace stu::cli {
namespace {

using Clock = std::chrono::steady_clock;

fs::path file_in(const fs::path& data) { return data / "stuticket.db"; }

/// How a place is known: to the operator, and to a move that goes on.
std::string name_of(const Place& place) {
    return place.database.empty() ? fs::weakly_canonical(file_in(place.data)).string() : place.database;
}

/// The folder of a desk on PostgreSQL holds its secret; that of a file gets one.
Place target_place(const Place& from, const std::string& to) {
    if (to.find("://") == to.npos) return {.data = to, .database = {}};
    if (const auto error = database_error("--to", to)) throw std::runtime_error(english(*error));
    return {.data = from.data, .database = to};
}

void require_there(const Place& from) {
    if (from.database.empty() && !fs::exists(file_in(from.data)))
        throw std::runtime_error("There is no database in \"" + from.data.string() + "\".");
}

void require_free(store::MoveTarget target, const std::string& name) {
    switch (target) {
    case store::MoveTarget::empty: return;
    case store::MoveTarget::begun: fmt::print("A move to {} was begun and goes on.\n", name); return;
    case store::MoveTarget::begun_elsewhere:
        throw std::runtime_error(name +
                                 " is where a move from another database has not ended. Run that again, "
                                 "or empty it.");
    case store::MoveTarget::taken:
        throw std::runtime_error(name + " is not empty. `move` makes its tables itself, in a new database or "
                                        "folder.");
    }
}

/// Says how far it is, every few seconds.
class Watched {
  public:
    void say(std::string_view table, std::int64_t rows, std::int64_t of) {
        constexpr std::chrono::seconds often{5};
        if (Clock::now() - said_ < often) return;
        said_ = Clock::now();
        fmt::print("  {}: {} of {}\n", table, rows, of);
        std::fflush(stdout);
    }

  private:
    Clock::time_point said_ = Clock::now();
};

/// A table of millions is counted in one question.
constexpr std::chrono::minutes patience{30};

/// Runs `step` with the source as it is at this moment.
template <class Step> auto with_snapshot(sql::Connection& source, Step step) {
    struct End {
        sql::Connection& source;
        ~End() { source.rollback(); }
    };
    source.begin(sql::Access::read, patience);
    const End end{source};
    return step();
}

/// Precondition: within a snapshot.
void copy_all(sql::Connection& source, store::Store& target, const std::vector<store::Table>& tables) {
    Watched watched;
    for (const store::Table& table : tables) {
        try {
            store::copy_table(source, target, table,
                              [&](std::int64_t rows, std::int64_t of) { watched.say(table.name, rows, of); });
        } catch (const sql::Trouble& trouble) {
            if (trouble.kind() != sql::Trouble::Kind::conflict) throw;
            throw std::runtime_error("The source has changed since the move was begun (" + table.name +
                                     "). Stop the servers that use it, and move it into an empty database.");
        } catch (const std::exception& fault) {
            throw std::runtime_error("The table " + table.name + " cannot be moved: " + fault.what());
        }
    }
}

/// Reads both sides and prints what they are; the tables in which they differ.
std::string compare(sql::Connection& source, store::Store& target, const std::vector<store::Table>& tables) {
    return target.read([&](store::Transaction& transaction) {
        std::string different;
        fmt::print("Both sides, read again:\n");
        for (const store::Table& table : tables) {
            const auto before = store::sum_of(source, table, security::sha256);
            const auto after = store::sum_of(transaction.connection(), table, security::sha256);
            const bool same = before == after;
            fmt::print("  {:<22} {:>10} rows  {:016x}  {}\n", table.name, before.rows, before.hashes[0],
                       same ? "the same" : fmt::format("{} rows, {:016x}", after.rows, after.hashes[0]));
            std::fflush(stdout);
            if (!same) different += (different.empty() ? "" : ", ") + table.name;
        }
        return different;
    });
}

void say_what_is_next(const Place& from, const Place& to) {
    if (to.database.empty())
        fmt::print("Everything is in {}. Start its server with --data {}\n", name_of(to), to.data.string());
    else
        fmt::print("Everything is in {}. Start its servers with --database {}\n", to.database, to.database);
    const fs::path secret = from.data / "secret.key";
    if (fs::exists(secret) && !fs::exists(to.data / "secret.key"))
        fmt::print("Links in mail go on working once you copy {} to {}\n", secret.string(), to.data.string());
}

} // namespace

int move_everything(const Place& from, const std::string& to) {
    const Place goal = target_place(from, to);
    const std::string name = name_of(from);
    require_there(from);
    if (name == name_of(goal)) throw std::runtime_error("--to names the database that is to be moved.");
    const auto source = database_of(from).open(sql::Access::read);
    with_snapshot(*source, [&] { require_current(store::schema_state(*source), from); });
    store::Store target(database_of(goal), patience);
    const auto tables = with_snapshot(*source, [&] {
        require_free(store::look_at_target(target, name), name_of(goal));
        if (!store::begin_move(*source, name, target))
            throw std::runtime_error("The source has been changed by another version of StuTicket. Move it "
                                     "with that one.");
        auto found = store::tables_of(*source);
        copy_all(*source, target, found);
        return found;
    });
    fmt::print("All rows are copied; the index of words is made.\n");
    std::fflush(stdout);
    store::index_old_tickets(target);
    // As it is now, which is not as it was when somebody uses it.
    const std::string different = with_snapshot(*source, [&] { return compare(*source, target, tables); });
    if (!different.empty())
        throw std::runtime_error("The source has changed while it was being moved (" + different +
                                 "). Stop the servers that use it, and move it into an empty database.");
    store::end_move(target);
    say_what_is_next(from, goal);
    return 0;
}

} // namespace stu::cli
