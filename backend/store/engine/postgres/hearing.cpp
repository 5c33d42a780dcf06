#include "backend/store/engine/postgres/hearing.hpp"

#include "backend/store/engine/postgres/connect.hpp"

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <poll.h>
#include <stop_token>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace stu::sql {
namespace {

constexpr std::chrono::milliseconds between_attempts{1'000};

class PostgresHearing final : public Hearing {
  public:
    PostgresHearing(std::string url, std::function<void(std::optional<std::string>)> heard)
        : url_(std::move(url)), heard_(std::move(heard)),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}
    PostgresHearing(const PostgresHearing&) = delete;
    PostgresHearing& operator=(const PostgresHearing&) = delete;
    ~PostgresHearing() override {
        thread_.request_stop();
        ::eventfd_write(ending_, 1);
        thread_.join();
        ::close(ending_);
    }

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
            std::array<::pollfd, 2> waited{{{::PQsocket(&connection), POLLIN, 0}, {ending_, POLLIN, 0}}};
            if (::poll(waited.data(), waited.size(), -1) < 0 || waited[0].revents == 0) continue;
            if (::PQconsumeInput(&connection) == 0) return;
            while (::PGnotify* const notice = ::PQnotifies(&connection)) {
                heard_(std::string(notice->extra));
                ::PQfreemem(notice);
            }
        }
    }

    const std::string url_;
    const std::function<void(std::optional<std::string>)> heard_;
    const int ending_ = ::eventfd(0, EFD_CLOEXEC);
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
