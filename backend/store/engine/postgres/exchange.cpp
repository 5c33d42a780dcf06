#include "backend/store/engine/postgres/exchange.hpp"

#include "backend/store/engine/sql.hpp"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace stu::sql {
namespace {

using Clock = std::chrono::steady_clock;

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

/// Until the other end has said something, or can be told more.
void wait(::PGconn* connection, short events, const std::optional<Clock::time_point>& end) {
    int left = -1;
    if (end)
        left = static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(*end - Clock::now()).count());
    ::pollfd waited{::PQsocket(connection), events, 0};
    const int ready = end && left <= 0 ? 0 : ::poll(&waited, 1, left);
    if (ready == 0) throw Trouble(Trouble::Kind::gone, "the database does not answer");
    if (ready < 0 && errno != EINTR) throw Trouble(Trouble::Kind::gone, "the database cannot be waited for");
    if ((waited.revents & ~POLLOUT) != 0 && ::PQconsumeInput(connection) == 0)
        fail("", ::PQerrorMessage(connection));
}

} // namespace

ResultPtr ask(::PGconn* connection, std::optional<std::chrono::milliseconds> bound,
              const std::function<int(::PGconn*)>& send) {
    std::optional<Clock::time_point> end;
    if (bound) end = Clock::now() + *bound;
    if (send(connection) == 0) fail("", ::PQerrorMessage(connection));
    for (int left = 1; left != 0;) {
        left = ::PQflush(connection);
        if (left < 0) fail("", ::PQerrorMessage(connection));
        if (left > 0) wait(connection, POLLIN | POLLOUT, end); // it may have to be read before it takes more
    }
    ResultPtr last;
    for (;;) {
        while (::PQisBusy(connection) != 0) wait(connection, POLLIN, end);
        ResultPtr result(::PQgetResult(connection));
        if (!result) break;
        last = std::move(result);
    }
    const ::ExecStatusType status = ::PQresultStatus(last.get());
    // Empty: of a script all whose lines are for the other engine.
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return last;
    const char* const state = ::PQresultErrorField(last.get(), PG_DIAG_SQLSTATE);
    fail(state != nullptr ? state : "", ::PQresultErrorMessage(last.get()));
}

} // namespace stu::sql
