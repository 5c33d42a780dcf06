#include "backend/store/engine/postgres/hearing.hpp"

#include "backend/store/engine/postgres/connect.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <poll.h>
#include <stop_token>
#include <thread>
#include <utility>

namespace stu::sql {
namespace {

constexpr int look_at_stop_ms = 200;
constexpr std::chrono::milliseconds between_attempts{1'000};

class PostgresHearing final : public Hearing {
  public:
    PostgresHearing(std::string url, std::function<void(std::optional<std::string>)> heard)
        : url_(std::move(url)), heard_(std::move(heard)),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}

  private:
    void run(const std::stop_token& stop) {
        for (bool is_first = true; !stop.stop_requested(); is_first = false) {
            if (const PqConnection connection = listening()) {
                // What came before the first connection nobody can have waited for.
                if (!is_first) heard_(std::nullopt);
                take_all(*connection, stop);
            }
            std::unique_lock lock(mutex_);
            pause_.wait_for(lock, stop, between_attempts, [] { return false; });
        }
    }

    PqConnection listening() const {
        PqConnection connection = connect(url_);
        ::PGresult* const result =
            ::PQexec(connection.get(), (std::string("LISTEN ") + announcements_channel).c_str());
        const bool listens = ::PQresultStatus(result) == PGRES_COMMAND_OK;
        ::PQclear(result);
        return listens ? std::move(connection) : nullptr;
    }

    /// Returns when the connection is lost.
    void take_all(::PGconn& connection, const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            ::pollfd waited{::PQsocket(&connection), POLLIN, 0};
            if (::poll(&waited, 1, look_at_stop_ms) <= 0) continue;
            if (::PQconsumeInput(&connection) == 0) return;
            while (::PGnotify* const notice = ::PQnotifies(&connection)) {
                heard_(std::string(notice->extra));
                ::PQfreemem(notice);
            }
        }
    }

    const std::string url_;
    const std::function<void(std::optional<std::string>)> heard_;
    std::mutex mutex_;
    std::condition_variable_any pause_;
    std::jthread thread_; ///< last: it uses all others
};

} // namespace

std::unique_ptr<Hearing> hear_postgres(std::string url,
                                       std::function<void(std::optional<std::string>)> heard) {
    return std::make_unique<PostgresHearing>(std::move(url), std::move(heard));
}

} // namespace stu::sql
