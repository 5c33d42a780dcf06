#include "backend/http/gate/gate.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <iterator>
#include <memory>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace stu::http {
namespace {

using State = Connection::State;
using std::chrono::milliseconds;

constexpr std::uint64_t listener_id = 1, event_id = 2, first_connection_id = 16;
constexpr int idle_wait_ms = 60'000;
/// Until which an answer that a worker has sent is noticed though nobody sends anything.
constexpr int unnoticed_ms = 1'000;

void watch(int epoll, int descriptor, std::uint64_t id, std::uint32_t events, int operation) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll, operation, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

} // namespace

Gate::Gate(Listener listener, Service& service, const GateLimits& limits, OpenTransport open)
    : limits_(limits), open_(std::move(open)), epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      acceptor_(std::move(listener), limits_,
                [this](std::uint32_t events) {
                    watch(epoll_.number(), acceptor_.number(), listener_id, events, EPOLL_CTL_MOD);
                }),
      connections_(limits_, [&service](std::uint64_t id) { service.left(id); }),
      next_id_(first_connection_id), outcomes_([this] { wake(); }), lanes_(service, limits_, outcomes_),
      exchanges_(service, limits_, connections_, lanes_, outcomes_,
                 [this](Connection& connection, std::uint32_t events) {
                     if (std::exchange(connection.events, events) == events) return;
                     watch(epoll_.number(), connection.socket.number(), connection.id, events, EPOLL_CTL_MOD);
                 }) {
    if (!epoll_ || !event_) throw std::system_error(errno, std::generic_category(), "epoll");
    watch(epoll_.number(), acceptor_.number(), listener_id, EPOLLIN, EPOLL_CTL_ADD);
    watch(epoll_.number(), event_.number(), event_id, EPOLLIN, EPOLL_CTL_ADD);
}

void Gate::stop() noexcept {
    stop_asked_ = true;
    wake();
}

void Gate::publish(std::vector<Publication> publications) {
    {
        const std::lock_guard lock(publications_mutex_);
        std::move(publications.begin(), publications.end(), std::back_inserter(publications_));
    }
    wake();
}

void Gate::wake() noexcept {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then the wake-up is already there.
    [[maybe_unused]] const ssize_t written = ::write(event_.number(), &one, sizeof one);
}

void Gate::run() {
    std::array<epoll_event, 512> events{};
    while (!leaving_ || !drained()) {
        const int count =
            ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), wait_ms());
        if (count < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "epoll_wait");
        take_outcomes(); // before the next requests of these connections
        for (int i = 0; i < count; ++i) {
            const epoll_event& event = events[static_cast<std::size_t>(i)];
            if (event.data.u64 == listener_id) {
                acceptor_.accept_all(
                    [this](Descriptor socket, const Address& peer) { accept(std::move(socket), peer); });
            } else if (event.data.u64 == event_id) {
                collect();
            } else {
                on_event(event.data.u64, event.events);
            }
        }
        if (stop_asked_ && !leaving_) leave();
        expire();
    }
}

int Gate::wait_ms() const {
    Time next = now() + milliseconds(exchanges_.with_workers() ? unnoticed_ms : idle_wait_ms);
    const auto& deadlines = connections_.deadlines().times();
    if (!deadlines.empty()) next = std::min(next, deadlines.begin()->first);
    if (leaving_) next = std::min(next, leave_by_);
    next = std::min(next, acceptor_.paused_until().value_or(next));
    const auto left = std::chrono::ceil<milliseconds>(next - now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// Takes no more connections and says goodbye to those that wait for nothing.
void Gate::leave() {
    leaving_ = true;
    leave_by_ = now() + limits_.drain;
    acceptor_.close();
    exchanges_.last_answers();
    std::vector<std::uint64_t> waiting;
    for (const auto& [id, connection] : connections_.all()) {
        connection->close_after = true;
        if (connection->idle() || connection->state == State::greeting ||
            connection->state == State::streaming)
            waiting.push_back(id);
    }
    for (const std::uint64_t id : waiting) connections_.drop(id);
}

bool Gate::drained() const { return connections_.all().empty() || now() >= leave_by_; }

/// What fails for one connection ends that one, and never the server.
template <class Step> void Gate::guarded(std::uint64_t id, Step step) {
    try {
        step();
    } catch (const std::exception&) { drop(id); }
}

/// Also while a worker is busy with it. The socket is then closed after the worker, and not looked at before:
/// that its client has gone would be reported again and again.
void Gate::drop(std::uint64_t id) {
    const Connection* const connection = connections_.find(id);
    if (connection == nullptr) return;
    if (connection->state == State::working)
        ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, connection->socket.number(), nullptr);
    connections_.drop(id);
}

void Gate::accept(Descriptor socket, const Address& address) {
    const std::uint64_t id = next_id_++;
    guarded(id, [&] {
        auto connection = std::make_unique<Connection>();
        connection->id = id;
        connection->transport = open_(socket.number());
        connection->socket = std::move(socket);
        connection->address = address.text();
        watch(epoll_.number(), connection->socket.number(), id, readable, EPOLL_CTL_ADD);
        exchanges_.welcome(connections_.add(std::move(connection)));
    });
}

void Gate::on_event(std::uint64_t id, std::uint32_t events) {
    Connection* const connection = connections_.find(id);
    if (connection == nullptr) return;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        drop(id);
    } else {
        guarded(id, [&] { exchanges_.go_on(*connection); });
    }
}

void Gate::collect() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(event_.number(), &count, sizeof count);
    take_outcomes();
    std::vector<Publication> publications;
    {
        const std::lock_guard lock(publications_mutex_);
        publications.swap(publications_);
    }
    for (Publication& publication : publications)
        guarded(publication.connection, [&] { exchanges_.publish(publication); });
}

void Gate::take_outcomes() {
    for (Outcome& outcome : outcomes_.collect())
        if (outcome.pulse)
            outcome.pulse->beat();
        else
            guarded(outcome.connection, [&] { exchanges_.take_outcome(outcome); });
}

void Gate::expire() {
    const Time moment = now();
    const auto& times = connections_.deadlines().times();
    while (!times.empty() && times.begin()->first <= moment) connections_.drop(times.begin()->second);
    acceptor_.resume(moment);
}

} // namespace stu::http
