#include "backend/store/engine/postgres/postgres.hpp"

#include "backend/store/engine/postgres/connect.hpp"
#include "backend/store/engine/postgres/hearing.hpp"
#include "common/numbers.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stu::sql {
namespace {

// Types by their numbers in pg_type, which never change.
constexpr ::Oid int8_type = 20, int4_type = 23, text_type = 25, bytea_type = 17, bool_type = 16,
                numeric_type = 1700;

struct ClearResult {
    void operator()(::PGresult* result) const { ::PQclear(result); }
};
using ResultPtr = std::unique_ptr<::PGresult, ClearResult>;

/// Throws what a SQLSTATE means, by its class or whole (Appendix A of PostgreSQL's manual).
[[noreturn]] void fail(std::string_view state, const std::string& what) {
    using Kind = Trouble::Kind;
    // Serialization, deadlock, unique keys, and what two begin to create at once.
    for (const std::string_view lost : {"40001", "40P01", "23505", "42P07", "42710"})
        if (state == lost) throw Trouble(Kind::conflict, what);
    if (state == "55P03" || state == "57014") throw Trouble(Kind::busy, what); // lock or statement timeout
    if (state == "53100") throw Trouble(Kind::full, what);
    if (state == "25006") throw Trouble(Kind::unwritable, what);
    if (state.empty() || state.starts_with("08") || state.starts_with("57P")) throw Trouble(Kind::gone, what);
    throw std::runtime_error(what);
}

/// Big-endian, as libpq's binary format has numbers.
std::int64_t number_from(const char* bytes, int length) {
    std::uint64_t number = (length > 0 && (static_cast<unsigned char>(bytes[0]) & 0x80) != 0) ? ~0ULL : 0;
    for (int i = 0; i < length; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return static_cast<std::int64_t>(number);
}

/// A whole number of the type that SUM returns: groups of four decimal digits, the first of 10000^weight.
std::int64_t number_from_numeric(std::string_view bytes) {
    const auto half = [&](std::size_t i) { return number_from(bytes.data() + 2 * i, 2); };
    const std::int64_t groups = half(0), weight = half(1);
    std::int64_t number = 0;
    for (std::int64_t i = 0; i <= weight; ++i)
        number = number * 10'000 + (i < groups ? half(static_cast<std::size_t>(4 + i)) : 0);
    return half(2) == 0 ? number : -number;
}

/// Values as libpq takes them. Borrows texts and bytes.
struct Parameters {
    std::vector<::Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
    std::vector<std::array<char, 8>> numbers;

    explicit Parameters(const Values& given) {
        numbers.reserve(given.size()); // pointed into
        for (const Value& each : given) add(each);
    }
    int count() const { return static_cast<int>(types.size()); }

  private:
    void add(const Value& value) {
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            auto& bytes = numbers.emplace_back();
            for (int i = 0; i < 8; ++i)
                bytes[static_cast<std::size_t>(i)] =
                    static_cast<char>(static_cast<std::uint64_t>(*integer) >> (56 - 8 * i));
            add(int8_type, {bytes.data(), bytes.size()});
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            add(text_type, *text);
        } else if (const auto* blob = std::get_if<Blob>(&value)) {
            add(bytea_type, blob->bytes);
        } else {
            add(0, {nullptr, 0}); // NULL of whatever type stands there
        }
    }
    void add(::Oid type, std::string_view bytes) {
        types.push_back(type);
        values.push_back(bytes.data() == nullptr && type != 0 ? "" : bytes.data());
        lengths.push_back(static_cast<int>(bytes.size()));
        formats.push_back(1);
    }
};

class PostgresStatement final : public Statement {
  public:
    explicit PostgresStatement(ResultPtr result) : result_(std::move(result)) {}
    bool next() override { return ++row_ < ::PQntuples(result_.get()); }
    std::int64_t integer(int column) const override {
        const std::string_view bytes = view(column);
        switch (const ::Oid type = ::PQftype(result_.get(), column)) {
        case int8_type:
        case int4_type:
        case bool_type: return number_from(bytes.data(), static_cast<int>(bytes.size()));
        case numeric_type: return bytes.empty() ? 0 : number_from_numeric(bytes);
        default: throw std::logic_error("a column of type " + std::to_string(type) + " is read as a number");
        }
    }
    std::string_view view(int column) const override {
        return {::PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(::PQgetlength(result_.get(), row_, column))};
    }

  private:
    ResultPtr result_;
    int row_ = -1;
};

class PostgresConnection final : public Connection {
  public:
    explicit PostgresConnection(const std::string& url) : connection_(connect(url)) { require_answer(); }

    Dialect dialect() const override { return Dialect::postgres; }
    bool has_table(std::string_view name) override {
        const auto found = query("SELECT to_regclass($1) IS NOT NULL", {name});
        return found->next() && found->integer(0) != 0;
    }
    std::unique_ptr<Statement> query(std::string_view sql, Values values) override {
        return std::make_unique<PostgresStatement>(execute(sql, values));
    }
    std::int64_t run(std::string_view sql, Values values) override {
        const std::int64_t before = changed_;
        execute(sql, values);
        return changed_ - before;
    }
    void script(const std::string& sql) override {
        ++scripts_;
        checked(ResultPtr(::PQexec(connection_.get(), sql.c_str())));
    }

    void begin(Access access, std::chrono::milliseconds patience) override {
        std::string words = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        if (access == Access::write) // who waits for a row waits for another writer
            words = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = " +
                    std::to_string(std::max<std::int64_t>(patience.count(), 1));
        try {
            command(words);
        } catch (const Trouble& trouble) {
            if (trouble.kind() != Trouble::Kind::gone) throw;
            ::PQreset(connection_.get()); // it may have been restarted since it was last asked
            prepared_.clear();
            require_answer();
            command(words);
        }
    }
    void commit() override {
        const bool failed = !in_transaction();
        command("COMMIT"); // of a failed transaction PostgreSQL makes a rollback, without a word
        if (failed) throw std::logic_error("a fault was passed over in a transaction");
    }
    void rollback() noexcept override { ResultPtr(::PQexec(connection_.get(), "ROLLBACK")); }
    bool in_transaction() const override {
        return ::PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS;
    }
    void announce(const std::string& text) override {
        query("SELECT pg_notify($1, $2)", {announcements_channel, text});
    }
    std::int64_t changes() const override { return scripts_ + changed_; }
    std::int64_t state() override {
        // A snapshot is the numbers of all who had not ended when it was taken.
        const auto snapshot = query("SELECT pg_current_snapshot()::text", {});
        snapshot->next();
        return static_cast<std::int64_t>(std::hash<std::string_view>()(snapshot->view(0)));
    }

  private:
    void require_answer() {
        if (::PQstatus(connection_.get()) != CONNECTION_OK)
            throw Trouble(Trouble::Kind::gone, ::PQerrorMessage(connection_.get()));
        ::PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
    }
    ResultPtr checked(ResultPtr result) {
        switch (::PQresultStatus(result.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK: return result;
        default: break;
        }
        const char* const state = ::PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        fail(state != nullptr ? state : "", ::PQerrorMessage(connection_.get()));
    }
    void command(const std::string& sql) { checked(ResultPtr(::PQexec(connection_.get(), sql.c_str()))); }

    /// The same text with values of other kinds is another statement: PostgreSQL types them when it prepares.
    const std::string& prepared(std::string_view sql, const Parameters& parameters) {
        std::string key(sql);
        for (const ::Oid type : parameters.types) key += "," + std::to_string(type);
        const auto [found, is_new] = prepared_.try_emplace(std::move(key));
        if (is_new) {
            found->second = "s" + std::to_string(prepared_.size());
            try {
                checked(
                    ResultPtr(::PQprepare(connection_.get(), found->second.c_str(), std::string(sql).c_str(),
                                          parameters.count(), parameters.types.data())));
            } catch (...) {
                prepared_.erase(found);
                throw;
            }
        }
        return found->second;
    }

    ResultPtr execute(std::string_view sql, const Values& values) {
        const Parameters given(values);
        const std::string& name = prepared(sql, given);
        constexpr int binary = 1;
        ResultPtr result = checked(
            ResultPtr(::PQexecPrepared(connection_.get(), name.c_str(), given.count(), given.values.data(),
                                       given.lengths.data(), given.formats.data(), binary)));
        if (!std::string_view(::PQcmdStatus(result.get())).starts_with("SELECT"))
            changed_ += number_in<std::int64_t>(::PQcmdTuples(result.get())).value_or(0);
        return result;
    }

    PqConnection connection_;
    std::unordered_map<std::string, std::string> prepared_; ///< names by text and types
    std::int64_t scripts_ = 0, changed_ = 0;
};

} // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url) {
    return std::make_unique<PostgresConnection>(url);
}

} // namespace stu::sql
