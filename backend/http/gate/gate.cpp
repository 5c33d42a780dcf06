#include "backend/http/gate/gate.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <fcntl.h>
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
constexpr std::size_t accepted_at_once = 256;
constexpr int idle_wait_ms = 60'000;

void watch(int epoll, int descriptor, std::uint64_t id, std::uint32_t events, int operation) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll, operation, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

/// Kept open to be given up when no descriptor is left: then one connection can be taken and closed, instead
/// of waking us again and again.
Descriptor spare_descriptor() { return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

} // namespace

Gate::Gate(Listener listener, Service& service, const GateLimits& limits, OpenTransport open)
    : listener_(std::move(listener)), limits_(limits), open_(std::move(open)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)), event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      spare_(spare_descriptor()), connections_(limits_, [&service](std::uint64_t id) { service.left(id); }),
      next_id_(first_connection_id), lanes_(service, limits_, [this] { wake(); }),
      exchanges_(service, limits_, connections_, lanes_,
                 [this](const Connection& connection, std::uint32_t events) {
                     watch(epoll_.number(), connection.socket.number(), connection.id, events, EPOLL_CTL_MOD);
                 }) {
    if (!epoll_ || !event_) throw std::system_error(errno, std::generic_category(), "epoll");
    watch(epoll_.number(), listener_.number(), listener_id, EPOLLIN, EPOLL_CTL_ADD);
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
        for (int i = 0; i < count; ++i) {
            const epoll_event& event = events[static_cast<std::size_t>(i)];
            if (event.data.u64 == listener_id) {
                accept_all();
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
    Time next = now() + milliseconds(idle_wait_ms);
    const auto& deadlines = connections_.deadlines().times();
    if (!deadlines.empty()) next = std::min(next, deadlines.begin()->first);
    if (leaving_) next = std::min(next, leave_by_);
    if (!accepting_) next = std::min(next, accept_again_);
    const auto left = std::chrono::ceil<milliseconds>(next - now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// Takes no more connections and says goodbye to those that wait for nothing.
void Gate::leave() {
    leaving_ = true;
    accepting_ = true; // there is nothing to resume
    leave_by_ = now() + limits_.drain;
    listener_.close();
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
    } catch (const std::exception&) { connections_.drop(id); }
}

void Gate::accept_all() {
    for (std::size_t i = 0; i < accepted_at_once; ++i) {
        auto [socket, address] = accept_from(listener_);
        if (socket) {
            const std::uint64_t id = next_id_++;
            guarded(id, [&, &taken = socket, &peer = address] { accept(id, std::move(taken), peer); });
            continue;
        }
        switch (errno) {
        case EAGAIN: return;
        case EMFILE:
        case ENFILE: shed_one(); return;
        case ENOBUFS:
        case ENOMEM: pause_accepting(); return;
        default: continue; // that one connection has gone already (accept(2))
        }
    }
}

void Gate::accept(std::uint64_t id, Descriptor socket, const Address& address) {
    auto connection = std::make_unique<Connection>();
    connection->id = id;
    connection->transport = open_(socket.number());
    connection->socket = std::move(socket);
    connection->address = address.text();
    watch(epoll_.number(), connection->socket.number(), id, readable, EPOLL_CTL_ADD);
    exchanges_.welcome(connections_.add(std::move(connection)));
}

void Gate::shed_one() {
    spare_.reset();
    accept_from(listener_);
    spare_ = spare_descriptor();
}

/// The system has no memory for a connection: asking again at once would only take the time of those that are
/// there.
void Gate::pause_accepting() {
    watch(epoll_.number(), listener_.number(), listener_id, 0, EPOLL_CTL_MOD);
    accepting_ = false;
    accept_again_ = now() + limits_.accept_pause;
}

void Gate::resume_accepting() {
    watch(epoll_.number(), listener_.number(), listener_id, EPOLLIN, EPOLL_CTL_MOD);
    accepting_ = true;
}

void Gate::on_event(std::uint64_t id, std::uint32_t events) {
    Connection* const connection = connections_.find(id);
    if (connection == nullptr) return;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        connections_.drop(id); // also while a worker is busy with it: its outcome will find nobody
    } else {
        guarded(id, [&] { exchanges_.go_on(*connection); });
    }
}

void Gate::collect() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(event_.number(), &count, sizeof count);
    for (Outcome& outcome : lanes_.collect())
        guarded(outcome.connection, [&] { exchanges_.take_outcome(outcome); });
    std::vector<Publication> publications;
    {
        const std::lock_guard lock(publications_mutex_);
        publications.swap(publications_);
    }
    for (Publication& publication : publications)
        guarded(publication.connection, [&] { exchanges_.publish(publication); });
}

void Gate::expire() {
    const Time moment = now();
    const auto& times = connections_.deadlines().times();
    while (!times.empty() && times.begin()->first <= moment) connections_.drop(times.begin()->second);
    if (!accepting_ && accept_again_ <= moment) resume_accepting();
}

} // namespace stu::http
