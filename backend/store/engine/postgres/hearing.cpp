#include "backend/store/engine/postgres/hearing.hpp"

#include "backend/store/engine/postgres/exchange.hpp"
#include "backend/store/engine/sql.hpp"
#include "backend/system/pause.hpp"

#include <array>
#include <chrono>
#include <poll.h>
#include <stop_token>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace stu::sql {
namespace {

constexpr std::chrono::milliseconds between_attempts{250};

class PostgresHearing final : public Hearing {
  public:
    PostgresHearing(std::string url, std::shared_ptr<Reach> reach,
                    std::function<void(std::optional<std::string>)> heard)
        : url_(std::move(url)), reach_(std::move(reach)), heard_(std::move(heard)), connection_(listening()),
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
        take_all(stop);
        while (!stop.stop_requested()) {
            try {
                connection_ = listening();
                heard_(std::nullopt);
                take_all(stop);
            } catch (const Trouble&) { system::pause(stop, between_attempts); }
        }
    }

    PqConnection listening() const {
        PqConnection connection = connect(url_, *reach_);
        try {
            ask(connection.get(), usual_bound, [](::PGconn* to) {
                return ::PQsendQuery(to, (std::string("LISTEN ") + announcements_channel).c_str());
            });
        } catch (const Trouble& trouble) {
            if (trouble.kind() != Trouble::Kind::unwritable) throw;
            // Nobody can listen at one; a primary whose transactions only read bears it.
            throw Trouble(Trouble::Kind::unwritable,
                          "this PostgreSQL is a standby, which takes no changes. Please name the primary; "
                          "target_session_attrs=read-write in the URL finds it among several");
        }
        return connection;
    }

    /// Returns when the connection is lost.
    void take_all(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::array<::pollfd, 2> waited{
                {{::PQsocket(connection_.get()), POLLIN, 0}, {ending_, POLLIN, 0}}};
            if (::poll(waited.data(), waited.size(), -1) < 0 || waited[0].revents == 0) continue;
            if (::PQconsumeInput(connection_.get()) == 0) return;
            while (::PGnotify* const notice = ::PQnotifies(connection_.get())) {
                heard_(std::string(notice->extra));
                ::PQfreemem(notice);
            }
        }
    }

    const std::string url_;
    const std::shared_ptr<Reach> reach_;
    const std::function<void(std::optional<std::string>)> heard_;
    PqConnection connection_;
    const int ending_ = ::eventfd(0, EFD_CLOEXEC);
    std::jthread thread_; ///< last: it uses all others
};

} // namespace

std::unique_ptr<Hearing> hear_postgres(std::string url, std::shared_ptr<Reach> reach,
                                       std::function<void(std::optional<std::string>)> heard) {
    return std::make_unique<PostgresHearing>(std::move(url), std::move(reach), std::move(heard));
}

} // namespace stu::sql
