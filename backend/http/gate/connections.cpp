#include "backend/http/gate/connections.hpp"

#include <algorithm>

namespace stu::http {
namespace {

using State = Connection::State;
using std::chrono::milliseconds;

/// Bytes per second, as if it had brought as many as a second asks for before its step began: who has just
/// come is not slow yet. Who has proven who they are is given more time.
double pace(const Connection& connection, std::size_t bytes_per_second, Time moment) {
    const std::chrono::duration<double> taken = moment - connection.since;
    const double bytes = static_cast<double>(connection.moved + bytes_per_second);
    return bytes / (taken.count() + 1.0) * (connection.signed_in && !connection.idle() ? 4.0 : 1.0);
}

} // namespace

Connection& Connections::add(std::unique_ptr<Connection> connection) {
    Connection& added = *connection;
    all_.emplace(added.id, std::move(connection));
    size_ = all_.size();
    count(added);
    return added;
}

Connection* Connections::find(std::uint64_t id) {
    const auto found = all_.find(id);
    return found == all_.end() ? nullptr : found->second.get();
}

void Connections::drop(std::uint64_t id) {
    const auto found = all_.find(id);
    if (found == all_.end()) return;
    Connection& connection = *found->second;
    sockets_.release(id);
    if (connection.state == State::working) {
        connection.gone = true;
        return;
    }
    deadlines_.clear(connection);
    greetings_.release(id);
    output_.release(id);
    input_.release(id);
    if (connection.turned_away) --turned_away_;
    const bool streams = connection.state == State::streaming;
    if (streams) streams_.release(id);
    all_.erase(found);
    size_ = all_.size();
    if (streams) on_left_(id);
}

void Connections::count_for(Connection& connection, const Parties& parties) {
    if (connection.parties == parties) return;
    connection.parties = parties;
    count(connection);
}

void Connections::count(const Connection& connection) {
    const std::uint64_t id = connection.id;
    const Parties& parties = connection.parties;
    if (!connection.turned_away) sockets_.hold(id, parties, 1);
    greetings_.hold(id, parties, connection.state == State::greeting ? 1 : 0);
    if (connection.state != State::working) input_.hold(id, parties, connection.in.size());
    const bool sends = connection.state == State::writing || connection.state == State::streaming;
    output_.hold(id, parties, sends ? connection.out.text.size() : 0);
}

bool Connections::admit_stream(Connection& connection) {
    streams_.hold(connection.id, connection.parties, 1);
    if (streams_.crowded(connection.id).empty()) {
        connection.state = State::streaming;
        return true;
    }
    streams_.release(connection.id);
    return false;
}

void Connections::count_as_turned_away(Connection& connection) {
    connection.turned_away = true;
    ++turned_away_;
    sockets_.release(connection.id);
}

void Connections::begin(Connection& connection, milliseconds time, std::size_t bytes) {
    const Time moment = now();
    connection.since = moment;
    connection.moved = 0;
    deadlines_.set(connection, moment + time + milliseconds(bytes * 1000 / limits_.bytes_per_second));
}

void Connections::begin_waiting(Connection& connection) {
    connection.since = now(); // once it is answered it has idled from here on, not since the request before
    connection.moved = 0;
    deadlines_.clear(connection);
}

Connections::Verdict Connections::room_for(const Connection& connection) {
    for (const Shares* shares : {&greetings_, &sockets_, &input_, &output_}) {
        const auto crowd = shares->crowded(connection.id);
        if (crowd.empty()) continue;
        Verdict verdict{
            .victim = nullptr, .crowded = true, .of_memory = shares == &input_ || shares == &output_};
        for (std::size_t i = 0; i < crowd.size() && verdict.victim == nullptr; ++i)
            verdict.victim = slowest_of(*crowd[i], connection.id);
        return verdict;
    }
    return {};
}

Connection* Connections::slowest_of(const Shares::Holders& holders, std::uint64_t except) {
    constexpr int looked_at = 256; // ids rise, so these are the oldest: a crowd must not make each step slow
    const Time moment = now();
    Connection* slowest = nullptr;
    double worst = 0;
    int looked = 0;
    for (const std::uint64_t id : holders) {
        Connection* const connection = id == except ? nullptr : find(id);
        if (connection == nullptr || connection->stays()) continue;
        if (++looked > looked_at) break;
        const double speed = pace(*connection, limits_.bytes_per_second, moment);
        if (slowest != nullptr && speed >= worst) continue;
        slowest = connection;
        worst = speed;
    }
    return slowest;
}

} // namespace stu::http
