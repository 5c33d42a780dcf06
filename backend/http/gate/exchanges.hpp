#pragma once
// Requests and answers: on each connection one after the other.

#include "backend/http/gate/connections.hpp"
#include "backend/http/gate/lanes.hpp"
#include "backend/http/gate/streams.hpp"

#include <cstdint>
#include <functional>

namespace stu::http {

class Exchanges {
  public:
    /// `listen_for` says what of a connection's socket the loop shall report. All must outlive it.
    Exchanges(Service& service, const GateLimits& limits, Connections& connections, Lanes& lanes,
              std::function<void(Connection&, std::uint32_t events)> listen_for)
        : service_(service), limits_(limits), connections_(connections), lanes_(lanes),
          listen_for_(std::move(listen_for)), streams_(limits, connections, listen_for_) {}

    /// A connection that has just come. It may be gone again, to make room or because there is none.
    void welcome(Connection& connection);
    /// Its socket is ready for what it waits for.
    void go_on(Connection& connection);
    void take_outcome(Outcome& outcome);
    void publish(Publication& publication) { streams_.publish(publication); }
    /// From now on each answer is the last of its connection.
    void last_answers() { leaving_ = true; }

  private:
    /// These return false when the connection is gone.
    bool greet(Connection& connection);
    bool receive(Connection& connection);
    bool advance(Connection& connection);
    bool begin_request(Connection& connection);
    bool dispatch(Connection& connection, bool head_only);
    void begin_stream(Connection& connection, Answer answer);
    bool refuse(Connection& connection, int status);
    bool send_answer(Connection& connection, Answer answer, bool close);
    bool flush(Connection& connection);
    bool after_answer(Connection& connection);
    void close_with_care(Connection& connection);
    bool linger(Connection& connection);
    bool throw_away(Connection& connection, std::size_t bytes);

    /// What there is too little of, though nobody is left who could make room.
    enum class Short : std::uint8_t { nothing, sockets, memory };
    Short make_room(const Connection& connection);
    void dismiss(Connection& connection);
    void turn_away(Connection& connection);

    Service& service_;
    const GateLimits& limits_;
    Connections& connections_;
    Lanes& lanes_;
    std::function<void(Connection&, std::uint32_t events)> listen_for_;
    Streams streams_;
    bool leaving_ = false;
    bool making_room_ = false;
};

} // namespace stu::http
