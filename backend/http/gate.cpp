#include "backend/http/gate.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace stu::http {
namespace {

using State = Connection::State;
using std::chrono::milliseconds;

constexpr std::uint64_t listener_id = 1, event_id = 2, first_connection_id = 16;
constexpr std::uint32_t readable = EPOLLIN | EPOLLRDHUP;
constexpr std::size_t accepted_at_once = 256;
constexpr int idle_wait_ms = 60'000;

void watch(int epoll, int descriptor, std::uint64_t id, std::uint32_t events, int operation) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll, operation, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

Time now() { return std::chrono::steady_clock::now(); }

/// Kept open to be given up when no descriptor is left: then one connection can be taken and closed, instead
/// of waking us again and again.
Descriptor spare_descriptor() { return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

} // namespace

Gate::Gate(Listener listener, Service& service, const GateLimits& limits, OpenTransport open)
    : listener_(std::move(listener)), service_(service), limits_(limits), open_(std::move(open)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)), event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      spare_(spare_descriptor()), next_id_(first_connection_id),
      workers_(service, limits.workers, [this] { wake(); }),
      passwords_(service, limits.passwords, [this] { wake(); }),
      files_(service, limits.files, [this] { wake(); }) {
    if (!epoll_ || !event_) throw std::system_error(errno, std::generic_category(), "epoll");
    watch(epoll_.number(), listener_.number(), listener_id, EPOLLIN, EPOLL_CTL_ADD);
    watch(epoll_.number(), event_.number(), event_id, EPOLLIN, EPOLL_CTL_ADD);
}

void Gate::stop() noexcept {
    stop_asked_ = true;
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
                collect_outcomes();
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
    if (!deadlines_.times().empty()) next = std::min(next, deadlines_.times().begin()->first);
    if (leaving_) next = std::min(next, leave_by_);
    const auto left = std::chrono::ceil<milliseconds>(next - now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// Takes no more connections and says goodbye to those that wait for nothing.
void Gate::leave() {
    leaving_ = true;
    leave_by_ = now() + limits_.drain;
    listener_.close();
    std::vector<std::uint64_t> waiting;
    for (const auto& [id, connection] : connections_) {
        connection->close_after = true;
        if (connection->idle() || connection->state == State::greeting) waiting.push_back(id);
    }
    for (const std::uint64_t id : waiting) drop(id);
}

bool Gate::drained() const { return connections_.empty() || now() >= leave_by_; }

void Gate::accept_all() {
    for (std::size_t i = 0; i < accepted_at_once; ++i) {
        auto [socket, address] = accept_from(listener_);
        if (!socket) {
            if (errno == EMFILE || errno == ENFILE) shed_one();
            return;
        }
        std::string owner = address.owner();
        const auto known = per_address_.find(owner);
        const bool has_share = known == per_address_.end() || known->second < limits_.connections_per_address;
        const bool is_proxy = service_.is_proxy(address);
        if (!has_share && !is_proxy) continue;
        if (!make_room()) continue;
        ++per_address_[owner]; // looked up again: making room may have ended the address's only connection
        auto connection = std::make_unique<Connection>();
        connection->id = next_id_++;
        connection->transport = open_(socket.number());
        connection->socket = std::move(socket);
        connection->address = address.text();
        connection->owner = std::move(owner);
        watch(epoll_.number(), connection->socket.number(), connection->id, readable, EPOLL_CTL_ADD);
        if (connection->transport->needs_greeting()) begin_greeting(*connection, is_proxy);
        set_deadline(*connection, connection->state == State::greeting ? limits_.greeting : limits_.head);
        connections_.emplace(connection->id, std::move(connection));
    }
}

void Gate::begin_greeting(Connection& connection, bool is_proxy) {
    if (!is_proxy && greetings_.count_of(connection.owner) >= limits_.greetings_per_address)
        drop(greetings_.oldest_of(connection.owner));
    if (greetings_.count() >= limits_.greetings) drop(greetings_.oldest());
    greetings_.add(connection);
    connection.state = State::greeting;
}

void Gate::shed_one() {
    spare_.reset();
    accept_from(listener_);
    spare_ = spare_descriptor();
}

/// When full, the connection that has been waiting longest between requests goes.
bool Gate::make_room() {
    if (connections_.size() < limits_.connections) return true;
    constexpr int looked_at = 64; // a flood must not make each accept a walk through all connections
    int looked = 0;
    for (const auto& [time, id] : deadlines_.times()) {
        if (++looked > looked_at) break;
        if (connections_.at(id)->idle()) {
            drop(id);
            return true;
        }
    }
    return false;
}

void Gate::on_event(std::uint64_t id, std::uint32_t events) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    Connection& connection = *found->second;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        drop(id); // also while a worker is busy with it: its outcome will find nobody
    } else if (connection.state == State::greeting) {
        greet(connection);
    } else if (connection.state == State::writing) {
        flush(connection);
    } else {
        receive(connection);
    }
}

bool Gate::greet(Connection& connection) {
    const Transfer step = connection.transport->greet();
    if (step.is_over()) {
        drop(connection.id);
        return false;
    }
    listen_for(connection, step.wait_for == EPOLLOUT ? step.wait_for : readable);
    if (step.bytes == 0) return true;
    greetings_.remove(connection);
    connection.state = State::head;
    set_deadline(connection, limits_.head);
    return receive(connection); // the first request may have come with the end of the handshake
}

bool Gate::receive(Connection& connection) {
    std::array<char, 65'536> buffer; // NOLINT: filled by receive
    for (;;) {
        const auto [bytes, wait_for] = connection.transport->receive(buffer.data(), buffer.size());
        if (bytes == 0 && wait_for != 0) return true;
        if (bytes == 0) {
            drop(connection.id);
            return false;
        }
        if (connection.state == State::lingering) {
            connection.drained += bytes;
            if (connection.drained > limits_.drain_bytes) {
                drop(connection.id);
                return false;
            }
            continue;
        }
        connection.in.append(buffer.data(), bytes);
        if (!advance(connection)) return false;
        if (connection.state != State::head && connection.state != State::body) return true;
    }
}

/// Goes on with what has been received.
bool Gate::advance(Connection& connection) {
    if (connection.state == State::head && !connection.in.empty()) {
        if (connection.used && connection.in.size() < max_head_bytes) {
            // The first byte of the next request ends the idle time.
            connection.used = false;
            set_deadline(connection, limits_.head);
        }
        ParsedHead parsed = parse_head(connection.in);
        if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
            connection.head = {};
            return refuse(connection, refusal->status);
        }
        if (auto* head = std::get_if<Head>(&parsed)) {
            connection.head = std::move(*head);
            connection.in.erase(0, connection.head.bytes);
            return begin_request(connection);
        }
        return true;
    }
    if (connection.state == State::body && connection.in.size() >= connection.head.content_length)
        return dispatch(connection, false);
    return true;
}

bool Gate::begin_request(Connection& connection) {
    const std::size_t length = connection.head.content_length;
    if (length > service_.body_limit(connection.head)) return refuse(connection, 413);
    if (reserved_ + length > limits_.buffered_bodies) return refuse(connection, 503);
    reserved_ += length;
    connection.reserved = length;
    if (length > limits_.unasked_body) return dispatch(connection, true);
    connection.state = State::body;
    set_deadline(connection, limits_.body, length);
    return advance(connection);
}

bool Gate::dispatch(Connection& connection, bool head_only) {
    Job job;
    job.connection = connection.id;
    job.head_only = head_only;
    job.head = connection.head;
    job.address = connection.address;
    if (leaving_ || connection.close_after) job.head.keep_alive = false;
    if (!head_only) {
        const std::size_t length = connection.head.content_length;
        if (connection.in.size() == length) {
            job.body = std::exchange(connection.in, {});
        } else {
            job.body = connection.in.substr(0, length);
            connection.in.erase(0, length);
        }
    }
    if (!workers_for(job).offer(job)) return refuse(connection, 503);
    connection.state = head_only ? State::asking : State::working;
    deadlines_.clear(connection);
    listen_for(connection, 0); // what the client sends now waits in the kernel
    return true;
}

/// Asking whether a body may come costs little, whatever the body costs later.
Workers& Gate::workers_for(const Job& job) {
    const Lane lane = job.head_only ? Lane::usual : service_.lane(job.head);
    switch (lane) {
    case Lane::usual: return workers_;
    case Lane::passwords: return passwords_;
    case Lane::files: return files_;
    }
    return workers_;
}

void Gate::collect_outcomes() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(event_.number(), &count, sizeof count);
    for (Workers* workers : {&workers_, &passwords_, &files_})
        for (Outcome& outcome : workers->collect()) take_outcome(outcome);
}

void Gate::take_outcome(Outcome& outcome) {
    const auto found = connections_.find(outcome.connection);
    if (found == connections_.end()) return;
    Connection& connection = *found->second;
    if (outcome.read_body) {
        connection.state = State::body;
        set_deadline(connection, limits_.body, connection.head.content_length);
        listen_for(connection, readable);
        advance(connection);
        return;
    }
    connection.linger_after = connection.state == State::asking;
    send_answer(connection, std::move(outcome.answer), outcome.close);
}

bool Gate::refuse(Connection& connection, int status) {
    const Head* head = connection.head.method.empty() ? nullptr : &connection.head;
    connection.linger_after = true;
    return send_answer(connection, service_.refusal(status, head, connection.address), true);
}

bool Gate::send_answer(Connection& connection, std::string answer, bool close) {
    reserved_ -= std::exchange(connection.reserved, 0);
    connection.out = std::move(answer);
    connection.written = 0;
    connection.close_after = connection.close_after || close;
    connection.state = State::writing;
    set_deadline(connection, limits_.write, connection.out.size());
    return flush(connection);
}

bool Gate::flush(Connection& connection) {
    while (connection.written < connection.out.size()) {
        const Transfer sent = connection.transport->send(connection.out.data() + connection.written,
                                                         connection.out.size() - connection.written);
        if (sent.is_over()) {
            drop(connection.id);
            return false;
        }
        if (sent.bytes == 0) {
            listen_for(connection, sent.wait_for);
            return true;
        }
        connection.written += sent.bytes;
    }
    return after_answer(connection);
}

bool Gate::after_answer(Connection& connection) {
    connection.out = {};
    if (connection.close_after) {
        connection.transport->finish();
        if (!connection.linger_after) {
            drop(connection.id);
            return false;
        }
        connection.in = {};
        connection.state = State::lingering;
        set_deadline(connection, limits_.linger);
        listen_for(connection, readable);
        return true;
    }
    if (connection.in.empty()) connection.in = {}; // and its memory: thousands may stay idle
    connection.state = State::head;
    connection.used = true;
    set_deadline(connection, limits_.idle);
    listen_for(connection, readable);
    return advance(connection); // a client may have sent its next request already
}

void Gate::expire() {
    const Time moment = now();
    while (!deadlines_.times().empty() && deadlines_.times().begin()->first <= moment)
        drop(deadlines_.times().begin()->second);
}

void Gate::listen_for(const Connection& connection, std::uint32_t events) const {
    watch(epoll_.number(), connection.socket.number(), connection.id, events, EPOLL_CTL_MOD);
}

void Gate::set_deadline(Connection& connection, milliseconds time, std::size_t bytes) {
    const auto travel = milliseconds(bytes * 1000 / limits_.bytes_per_second);
    deadlines_.set(connection, now() + time + travel);
}

void Gate::drop(std::uint64_t id) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    Connection& connection = *found->second;
    deadlines_.clear(connection);
    greetings_.remove(connection);
    reserved_ -= connection.reserved;
    const auto count = per_address_.find(connection.owner);
    if (--count->second == 0) per_address_.erase(count);
    connections_.erase(found);
}

} // namespace stu::http
