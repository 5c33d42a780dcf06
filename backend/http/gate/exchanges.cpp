#include "backend/http/gate/exchanges.hpp"

#include <algorithm>
#include <array>
#include <sys/epoll.h>
#include <utility>

namespace stu::http {
namespace {

using State = Connection::State;

Address peer_of(const Connection& connection) {
    return Address::parse(connection.address).value_or(Address{});
}

} // namespace

void Exchanges::welcome(Connection& connection) {
    connection.peer = service_.parties(peer_of(connection), nullptr);
    connection.parties = connection.peer;
    const bool greets = connection.transport->needs_greeting();
    connection.state = greets ? State::greeting : State::head;
    connections_.begin(connection, greets ? limits_.greeting : limits_.head);
    connections_.count(connection);
    if (make_room(connection) != Short::nothing) turn_away(connection);
}

void Exchanges::go_on(Connection& connection) {
    if (connection.state == State::greeting) {
        greet(connection);
    } else if (connection.state == State::writing) {
        flush(connection);
    } else if (connection.state == State::streaming) {
        streams_.go_on(connection);
    } else if (connection.with_worker()) {
        listen_for_(connection, 0); // what the client sends now waits in the kernel
        if (impatient_.insert(connection.id).second) hurry();
    } else {
        receive(connection);
    }
}

bool Exchanges::greet(Connection& connection) {
    const Transfer step = connection.transport->greet();
    if (step.is_over()) {
        connections_.drop(connection.id);
        return false;
    }
    listen_for_(connection, step.wait_for == EPOLLOUT ? step.wait_for : readable);
    if (step.bytes == 0) return true;
    connection.state = State::head;
    connections_.begin(connection, limits_.head);
    connections_.count(connection);
    return receive(connection); // the first request may have come with the end of the handshake
}

bool Exchanges::receive(Connection& connection) {
    std::array<char, 65'536> buffer; // NOLINT: filled by receive
    for (;;) {
        const auto [bytes, wait_for] = connection.transport->receive(buffer.data(), buffer.size());
        if (bytes == 0 && wait_for != 0) return true;
        if (bytes == 0) {
            connections_.drop(connection.id);
            return false;
        }
        connection.moved += bytes;
        if (connection.state == State::lingering) {
            if (!throw_away(connection, bytes)) return false;
            continue;
        }
        connection.in.append(buffer.data(), bytes);
        if (!advance(connection)) return false;
        if (connection.state != State::head && connection.state != State::body) return true;
        connections_.count(connection);
        if (make_room(connection) != Short::nothing && connection.head.content_length > limits_.unasked_body)
            return refuse(connection, 503);
    }
}

/// Goes on with what has been received.
bool Exchanges::advance(Connection& connection) {
    if (connection.state == State::head && !connection.in.empty()) {
        ParsedHead parsed = parse_head(connection.in);
        if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
            connection.head = {};
            if (refusal->of_head) connection.head.method = "HEAD";
            return refuse(connection, refusal->status);
        }
        if (auto* head = std::get_if<Head>(&parsed)) {
            connection.head = std::move(*head);
            connection.in.erase(0, connection.head.bytes);
            return begin_request(connection);
        }
        // The first byte of the next request ends the idle time.
        if (std::exchange(connection.used, false)) connections_.begin(connection, limits_.head);
        return true;
    }
    if (connection.state == State::body && connection.in.size() >= connection.head.content_length)
        return dispatch(connection, false);
    return true;
}

bool Exchanges::begin_request(Connection& connection) {
    const std::size_t length = connection.head.content_length;
    if (length > service_.body_limit(connection.head)) return refuse(connection, 413);
    connections_.count_for(connection, service_.parties(peer_of(connection), &connection.head));
    const Short missing = make_room(connection);
    if (missing == Short::sockets) return refuse(connection, 429);
    // A small body always passes.
    if (missing == Short::memory && length > limits_.unasked_body) return refuse(connection, 503);
    if (length > limits_.unasked_body) return dispatch(connection, true);
    if (connection.in.size() >= length) return dispatch(connection, false);
    connection.state = State::body;
    connections_.begin(connection, limits_.body, length);
    return advance(connection);
}

bool Exchanges::dispatch(Connection& connection, bool head_only) {
    connection.answered = false;
    Job job;
    job.connection = connection.id;
    job.head_only = head_only;
    const std::size_t length = connection.head.content_length;
    job.head = head_only ? connection.head : std::move(connection.head);
    job.address = connection.address;
    const Parties& parties = connection.parties;
    job.whose = parties.session.empty() ? parties.address : parties.session;
    if (leaving_ || connection.close_after) job.head.keep_alive = false;
    if (!head_only) {
        connections_.count(connection);
        if (connection.in.size() == length) {
            job.body = std::exchange(connection.in, {});
        } else {
            job.body = connection.in.substr(0, length);
            connection.in.erase(0, length);
        }
        job.head.content_length = 0; // nothing of it is still to come
        job.transport = connection.transport.get();
        job.answered = &connection.answered;
    }
    if (!lanes_.offer(job)) {
        connection.head = std::move(job.head);
        return refuse(connection, 503);
    }
    ++with_workers_;
    connection.state = head_only ? State::asking : State::working;
    connections_.begin_waiting(connection);
    return true;
}

void Exchanges::take_outcome(Outcome& outcome) {
    --with_workers_;
    if (impatient_.erase(outcome.connection) > 0) hurry();
    Connection* const connection = connections_.find(outcome.connection);
    const bool asked = connection != nullptr && connection->state == State::asking;
    if (connection != nullptr) connection->state = State::writing; // no worker has it any more
    if (connection == nullptr || connection->gone || outcome.lost) {
        if (outcome.answer.goes_on) service_.left(outcome.connection);
        connections_.drop(outcome.connection);
        return;
    }
    if (outcome.read_body) {
        connection->signed_in = true;
        connection->state = State::body;
        connections_.begin(*connection, limits_.body, connection->head.content_length);
        listen_for_(*connection, readable);
        advance(*connection);
        return;
    }
    if (asked) {
        close_with_care(*connection);
    } else {
        connection->head = std::move(outcome.head);
        connections_.body_used(connection->id);
    }
    if (outcome.answer.goes_on) return begin_stream(*connection, std::move(outcome.answer));
    send_answer(*connection, std::move(outcome.answer), outcome.close, outcome.sent);
}

void Exchanges::begin_stream(Connection& connection, Answer answer) {
    if (!leaving_ && connections_.admit_stream(connection))
        return streams_.begin(connection, std::move(answer));
    service_.left(connection.id);
    connection.published = {};
    refuse(connection, leaving_ ? 503 : 429);
}

bool Exchanges::refuse(Connection& connection, int status) {
    const Head* head = connection.head.method.empty() ? nullptr : &connection.head;
    Answer answer = service_.refusal(status, head, connection.address);
    close_with_care(connection);
    return send_answer(connection, std::move(answer), true);
}

/// Of which a worker has `sent` so many bytes already.
bool Exchanges::send_answer(Connection& connection, Answer answer, bool close, std::size_t sent) {
    connection.signed_in = answer.signed_in;
    connection.out = std::move(answer);
    connection.written = sent;
    connection.close_after = connection.close_after || close;
    connection.state = State::writing;
    if (connection.unsent() == 0) return after_answer(connection);
    connections_.begin(connection, limits_.write, connection.out.size());
    return flush(connection);
}

bool Exchanges::flush(Connection& connection) {
    while (connection.written < connection.out.size()) {
        const std::string_view next = connection.out.after(connection.written);
        const Transfer sent = connection.transport->send(next.data(), next.size());
        if (sent.is_over()) {
            connections_.drop(connection.id);
            return false;
        }
        if (sent.bytes == 0) {
            listen_for_(connection, sent.wait_for);
            connections_.count(connection); // only what waits is charged
            make_room(connection);
            return true;
        }
        connection.written += sent.bytes;
        connection.moved += sent.bytes;
    }
    return after_answer(connection);
}

bool Exchanges::after_answer(Connection& connection) {
    connection.out = {};
    connection.head = {};
    if (connection.close_after) {
        connection.transport->finish();
        if (connection.linger_after) return linger(connection);
        connections_.drop(connection.id);
        return false;
    }
    if (connection.in.empty()) connection.in = {}; // and its memory: thousands may stay idle
    connection.state = State::head;
    connection.used = true;
    connections_.begin(connection, limits_.idle);
    connections_.count_for(connection, connection.peer);
    connections_.count(connection);
    listen_for_(connection, readable);
    return advance(connection); // a client may have sent its next request already
}

/// After its answer. What was announced is taken to its end: a proxy that still sends when we close gives its
/// client an error of its own in place of our answer.
void Exchanges::close_with_care(Connection& connection) {
    const std::size_t announced = connection.head.content_length;
    const std::size_t rest = announced - std::min(connection.in.size(), announced);
    connection.linger_after = true;
    connection.announced = announced > 0 && rest <= limits_.drain_bytes;
    connection.undrained = connection.announced ? rest : limits_.drain_bytes;
    connection.in = {};
}

bool Exchanges::linger(Connection& connection) {
    connection.state = State::lingering;
    connections_.begin(connection, limits_.linger, connection.announced ? connection.undrained : 0);
    connections_.count(connection);
    listen_for_(connection, readable);
    return throw_away(connection, 0);
}

bool Exchanges::throw_away(Connection& connection, std::size_t bytes) {
    // Done when more came than we bear; or all that was announced, after which a client has our answer.
    if (bytes < connection.undrained) {
        connection.undrained -= bytes;
        return true;
    }
    connections_.drop(connection.id);
    return false;
}

/// Lets others go until `connection` stays within the shares.
Exchanges::Short Exchanges::make_room(const Connection& connection) {
    // Whoever is told to go needs no room that others would have to make.
    if (std::exchange(making_room_, true)) return Short::nothing;
    Short missing = Short::nothing;
    for (;;) {
        const auto [victim, crowded, of_memory] = connections_.room_for(connection);
        if (!crowded) break;
        if (victim == nullptr) {
            missing = of_memory ? Short::memory : Short::sockets;
            break;
        }
        const bool reads = victim->state == State::head || victim->state == State::body;
        if (of_memory && reads) {
            refuse(*victim, 503);
        } else {
            dismiss(*victim);
        }
    }
    making_room_ = false;
    return missing;
}

/// Closes it at once, with a word if it is in the middle of a request.
void Exchanges::dismiss(Connection& connection) {
    const bool reads = connection.state == State::head || connection.state == State::body;
    if (reads && !connection.idle()) {
        const Head* head = connection.head.method.empty() ? nullptr : &connection.head;
        const Answer answer = service_.refusal(429, head, connection.address);
        connection.transport->send(answer.text.data(), answer.text.size());
    }
    connections_.drop(connection.id);
}

/// For whom there is no room is told so, as long as that costs little.
void Exchanges::turn_away(Connection& connection) {
    if (connection.state == State::greeting || connections_.turned_away() >= limits_.turned_away) {
        connections_.drop(connection.id);
        return;
    }
    connections_.count_as_turned_away(connection);
    refuse(connection, 429);
}

} // namespace stu::http
