#include "backend/http/gate/streams.hpp"

#include <array>
#include <utility>

namespace stu::http {

void Streams::begin(Connection& connection, Answer answer) {
    connection.signed_in = answer.signed_in;
    connection.out = std::move(answer);
    connection.out.text += std::exchange(connection.published, {});
    connection.written = 0;
    connection.head = {};
    connection.in = {};
    connections_.begin_waiting(connection);
    end_when_unread(connection.socket, limits_.unread);
    listen_for_(connection, readable);
    flush(connection);
}

void Streams::publish(Publication& publication) {
    Connection* const connection = connections_.find(publication.connection);
    if (connection == nullptr || connection->gone) return;
    const bool begun = connection->state == Connection::State::streaming;
    if (!begun && connection->state != Connection::State::working) return; // refused meanwhile
    std::string& waiting = begun ? connection->out.text : connection->published;
    if (connection->unsent() + connection->published.size() + publication.bytes.size() >
        limits_.stream_buffer) {
        over(*connection);
        return;
    }
    waiting += publication.bytes;
    connection->close_after = connection->close_after || publication.last;
    if (begun) flush(*connection);
}

void Streams::go_on(Connection& connection) {
    if (listens(connection)) flush(connection);
}

/// Nothing is to be said by who has asked for a stream: what comes is the end, or no client of ours.
bool Streams::listens(Connection& connection) {
    std::array<char, 16'384> unwanted; // NOLINT: filled by receive
    const Transfer step = connection.transport->receive(unwanted.data(), unwanted.size());
    return (step.bytes == 0 && !step.is_over()) || over(connection);
}

bool Streams::flush(Connection& connection) {
    bool progress = false;
    while (connection.unsent() > 0) {
        const std::string_view next = connection.out.after(connection.written);
        const Transfer sent = connection.transport->send(next.data(), next.size());
        if (sent.is_over()) return over(connection);
        if (sent.bytes > 0) {
            connection.written += sent.bytes;
            progress = true;
            continue;
        }
        connection.out.text.erase(0, std::exchange(connection.written, 0));
        listen_for_(connection, readable | sent.wait_for);
        connections_.count(connection); // only what waits is charged
        if (const auto verdict = connections_.room_for(connection); verdict.of_memory)
            return over(connection);
        if (progress || !std::exchange(connection.unread, true))
            connections_.begin(connection, limits_.unread);
        return true;
    }
    if (connection.close_after) {
        connection.transport->finish();
        return over(connection);
    }
    if (connection.out.size() == 0) return true;
    connection.out = {}; // and its memory: thousands may wait for hours
    connection.written = 0;
    connection.unread = false;
    connections_.count(connection);
    connections_.begin_waiting(connection);
    listen_for_(connection, readable);
    return true;
}

bool Streams::over(const Connection& connection) {
    connections_.drop(connection.id);
    return false;
}

} // namespace stu::http
