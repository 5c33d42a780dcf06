#include "backend/store/engine/postgres/postgres.hpp"

#include "backend/store/engine/postgres/exchange.hpp"
#include "backend/store/engine/postgres/hearing.hpp"
#include "backend/store/engine/random_name.hpp"
#include "common/numbers.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace stu::sql {
namespace {

constexpr int binary = 1;

class PostgresStatement final : public Statement {
  public:
    explicit PostgresStatement(ResultPtr result) : result_(std::move(result)) {}
    bool next() override { return ++row_ < ::PQntuples(result_.get()); }
    std::int64_t integer(int column) const override { return integer_at(result_.get(), row_, column); }
    std::string_view view(int column) const override {
        return {::PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(::PQgetlength(result_.get(), row_, column))};
    }

  private:
    ResultPtr result_;
    int row_ = -1;
};

// One row for each connection that writes, with the last of its transactions that was committed. A key that
// is found needs no look at other rows, so writers of several servers are not in each other's way.
constexpr std::string_view set_mark = R"(
    INSERT INTO commit_mark (connection, mark) VALUES ($1, $2)
    ON CONFLICT (connection) DO UPDATE SET mark = $2, at = now())";
// Waits for a transaction that still holds the row, and says what it has left.
constexpr std::string_view read_mark = R"(
    INSERT INTO commit_mark (connection, mark) VALUES ($1, 0)
    ON CONFLICT (connection) DO UPDATE SET at = now() RETURNING mark)";
// Some rows; one for each connection of a day.
constexpr std::string_view delete_old_marks = R"(
    DELETE FROM commit_mark WHERE at < now() - interval '1 day')";

class PostgresConnection final : public Connection {
  public:
    PostgresConnection(const std::string& url, std::shared_ptr<Reach> reach)
        : url_(url), reach_(std::move(reach)) {
        connect_again();
    }

    Dialect dialect() const override { return Dialect::postgres; }
    bool has_table(std::string_view name) override {
        const auto found = query("SELECT to_regclass($1) IS NOT NULL", {name});
        return found->next() && found->integer(0) != 0;
    }
    std::unique_ptr<Statement> query(std::string_view sql, Values values) override {
        return std::make_unique<PostgresStatement>(execute(sql, values));
    }
    std::unique_ptr<Statement> query_planned(std::string_view sql, Values values) override {
        const Parameters given(values);
        const std::string text(sql);
        return std::make_unique<PostgresStatement>(answer(
            [&](::PGconn* connection) {
                return ::PQsendQueryParams(connection, text.c_str(), given.count(), given.types().data(),
                                           given.values(), given.lengths(), given.formats(), binary);
            },
            bound_));
    }
    void keep_plans(bool kept) override {
        command(kept ? "SET LOCAL plan_cache_mode = force_generic_plan" : "SET LOCAL plan_cache_mode = auto");
    }
    std::int64_t run(std::string_view sql, Values values) override {
        const std::int64_t before = changed_;
        execute(sql, values);
        return changed_ - before;
    }
    void script(const std::string& sql) override {
        ++scripts_;
        command(sql, std::nullopt); // an index over all tickets takes its time
    }

    void begin(Access access, std::chrono::milliseconds patience) override {
        writes_ = access == Access::write;
        bound_ = patience + answer_time;
        std::string words = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        if (writes_) // who waits for a row waits for another writer
            words = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = " +
                    std::to_string(std::max<std::int64_t>(patience.count(), 1));
        if (!connection_) connect_again();
        try {
            if (::PQtransactionStatus(connection_.get()) == PQTRANS_INERROR)
                command("ROLLBACK"); // of a fault
            command(words);
        } catch (const Trouble& trouble) {
            if (trouble.kind() != Trouble::Kind::gone || silent_) throw;
            connect_again(); // it may have been restarted since it was last asked
            command(words);
        }
    }
    void commit() override {
        const bool failed = !in_transaction();
        const std::int64_t mark = writes_ && !failed && has_marks() ? ++mark_ : 0;
        if (mark != 0) execute(set_mark, {name_, mark});
        warned_ = false;
        try {
            command("COMMIT"); // of a failed transaction PostgreSQL makes a rollback, without a word
        } catch (const Trouble& trouble) {
            if (mark == 0 || trouble.kind() != Trouble::Kind::gone) throw;
            // Of a database that hangs nothing is to be learnt by asking once more.
            if (silent_) throw Trouble(Trouble::Kind::unsettled, trouble.what());
            warned_ = true;
        }
        if (failed) throw std::logic_error("a fault was passed over in a transaction");
        if (warned_ && mark != 0) settle(mark);
    }
    void rollback() noexcept override {
        try {
            if (connection_) command("ROLLBACK");
        } catch (const std::exception&) { connection_.reset(); }
    }
    bool in_transaction() const override {
        return ::PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS;
    }
    void announce(const std::string& text) override {
        query("SELECT pg_notify($1, $2)", {announcements_channel, text});
    }
    std::int64_t changes() const override { return scripts_ + changed_; }
    std::optional<std::int64_t> shared_clock_ms() override {
        const auto clock = query("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", {});
        clock->next();
        return clock->integer(0);
    }
    std::int64_t state() override {
        // A snapshot is the numbers of all who had not ended when it was taken.
        const auto snapshot = query("SELECT pg_current_snapshot()::text", {});
        snapshot->next();
        return static_cast<std::int64_t>(std::hash<std::string_view>()(snapshot->view(0)));
    }

  private:
    void connect_again() {
        connection_.reset();
        prepared_.clear();
        connection_ = connect(url_, *reach_);
        constexpr auto note = [](void* self, const ::PGresult*) {
            static_cast<PostgresConnection*>(self)->warned_ = true;
        };
        ::PQsetNoticeReceiver(connection_.get(), note, this);
    }

    ResultPtr answer(const std::function<int(::PGconn*)>& send,
                     std::optional<std::chrono::milliseconds> bound) {
        try {
            return ask(connection_.get(), bound, send);
        } catch (const Trouble& trouble) {
            if (trouble.kind() == Trouble::Kind::gone) {
                silent_ = ::PQstatus(connection_.get()) == CONNECTION_OK;
                if (silent_) reach_->lost(); // whoever asks next would wait as long
                connection_.reset();
            }
            throw;
        }
    }
    void command(const std::string& sql) { command(sql, bound_); }
    void command(const std::string& sql, std::optional<std::chrono::milliseconds> bound) {
        answer([&](::PGconn* connection) { return ::PQsendQuery(connection, sql.c_str()); }, bound);
    }

    /// The same text with values of other kinds is another statement: PostgreSQL types them when it prepares.
    const std::string& prepared(std::string_view sql, const Parameters& parameters) {
        std::string key(sql);
        for (const ::Oid type : parameters.types()) key += "," + std::to_string(type);
        if (const auto known = prepared_.find(key); known != prepared_.end()) return known->second;
        const std::string name = "s" + std::to_string(prepared_.size() + 1);
        const std::string text(sql);
        answer(
            [&](::PGconn* connection) {
                return ::PQsendPrepare(connection, name.c_str(), text.c_str(), parameters.count(),
                                       parameters.types().data());
            },
            bound_);
        return prepared_.emplace(std::move(key), name).first->second;
    }

    ResultPtr execute(std::string_view sql, const Values& values) {
        const Parameters given(values);
        const std::string& name = prepared(sql, given);
        ResultPtr result = answer(
            [&](::PGconn* connection) {
                return ::PQsendQueryPrepared(connection, name.c_str(), given.count(), given.values(),
                                             given.lengths(), given.formats(), binary);
            },
            bound_);
        if (!std::string_view(::PQcmdStatus(result.get())).starts_with("SELECT"))
            changed_ += number_in<std::int64_t>(::PQcmdTuples(result.get())).value_or(0);
        return result;
    }

    /// Not before the schema is there.
    bool has_marks() {
        if (has_marks_) return true;
        has_marks_ = has_table("commit_mark");
        if (has_marks_) execute(delete_old_marks, {});
        return has_marks_;
    }

    /// Returns when the transaction with `mark` is committed, and on the standby that it has to be on. Throws
    /// Trouble `conflict` when it is undone, `unsettled` when that cannot be found out.
    void settle(std::int64_t mark) {
        std::int64_t last = 0;
        try {
            last = last_mark();
        } catch (const std::exception& error) {
            connection_.reset();
            throw Trouble(Trouble::Kind::unsettled, error.what());
        }
        if (last != mark) throw Trouble(Trouble::Kind::conflict, "the database was lost before the commit");
    }
    /// By a commit of its own, because what a cancelled wait for a standby has left here alone can be read,
    /// too.
    std::int64_t last_mark() {
        connect_again();
        bound_ = usual_bound;
        command("BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = 1000");
        const auto row = query(read_mark, {name_});
        row->next();
        warned_ = false;
        command("COMMIT");
        if (warned_) throw std::runtime_error("the wait for a standby was cancelled");
        return row->integer(0);
    }

    const std::string url_;
    const std::shared_ptr<Reach> reach_;
    PqConnection connection_;                               ///< null once it was lost
    std::unordered_map<std::string, std::string> prepared_; ///< names by text and types
    std::int64_t scripts_ = 0, changed_ = 0;
    std::chrono::milliseconds bound_ = usual_bound; ///< of an answer within the transaction
    bool writes_ = false;                           ///< the transaction
    const std::string name_ = store::random_name(); ///< in commit_mark
    std::int64_t mark_ = 0;                         ///< of the last transaction
    bool has_marks_ = false;
    bool warned_ = false; ///< by the database, or by the end of the connection
    bool silent_ = false; ///< it was lost because there was no answer, not because it had ended
};

} // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url, std::shared_ptr<Reach> reach) {
    return std::make_unique<PostgresConnection>(url, std::move(reach));
}

} // namespace stu::sql
