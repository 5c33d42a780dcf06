#include "backend/store/engine/postgres/connect.hpp"

#include "backend/store/engine/postgres/exchange.hpp"
#include "backend/store/engine/sql.hpp"

#include <algorithm>
#include <array>

namespace stu::sql {
namespace {

constexpr std::chrono::milliseconds first_pause{100}, longest_pause{1'000};
/// Others stay away for as long as one attempt may take.
constexpr std::chrono::seconds attempt{2};

/// No question is so long that compiling it would pay. Each leads into an index: what is open stands at the
/// end of its table, where PostgreSQL, which counts on finding some everywhere, would come last.
constexpr const char* settings = "SET jit = off; SET enable_seqscan = off";

} // namespace

void Reach::require() {
    if (failures_ == 0) return;
    const Clock::time_point now = Clock::now();
    Clock::rep due = next_attempt_;
    const bool is_mine =
        due <= now.time_since_epoch().count() &&
        next_attempt_.compare_exchange_strong(due, (now + attempt).time_since_epoch().count());
    if (!is_mine) throw Trouble(Trouble::Kind::gone, "the database did not answer a moment ago");
}

void Reach::lost() {
    const int before = std::min(failures_.fetch_add(1), 10);
    next_attempt_ =
        (Clock::now() + std::min(first_pause * (1 << before), longest_pause)).time_since_epoch().count();
}

PqConnection connect(const std::string& url, Reach& reach) {
    reach.require();
    constexpr std::array names{
        "dbname",           "connect_timeout", "keepalives_idle",  "keepalives_interval",
        "keepalives_count", "client_encoding", "application_name", static_cast<const char*>(nullptr)};
    const std::array values{url.c_str(), "2",    "4",         "2",
                            "3",         "UTF8", "stuticket", static_cast<const char*>(nullptr)};
    constexpr int dbname_may_be_a_url = 1;
    PqConnection connection(::PQconnectdbParams(names.data(), values.data(), dbname_may_be_a_url));
    if (::PQstatus(connection.get()) != CONNECTION_OK || ::PQsetnonblocking(connection.get(), 1) != 0) {
        reach.lost();
        throw Trouble(Trouble::Kind::gone, ::PQerrorMessage(connection.get()));
    }
    ::PQsetNoticeReceiver(
        connection.get(), [](void*, const ::PGresult*) {}, nullptr); // libpq would print them
    reach.found();
    ask(connection.get(), usual_bound, [](::PGconn* to) { return ::PQsendQuery(to, settings); });
    return connection;
}

} // namespace stu::sql
