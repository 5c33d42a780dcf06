#pragma once
// Requests and answers: on each connection one after the other.

#include "backend/http/gate/connections.hpp"
#include "backend/http/gate/lanes.hpp"
#include "backend/http/gate/streams.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_set>

namespace stu::http {

class Exchanges {
  public:
    /// `listen_for` says what of a connection's socket the loop shall report. All must outlive it.
    Exchanges(Service& service, const GateLimits& limits, Connections& connections, Lanes& lanes,
              Outcomes& outcomes, std::function<void(Connection&, std::uint32_t events)> listen_for)
        : service_(service), limits_(limits), connections_(connections), lanes_(lanes), outcomes_(outcomes),
          listen_for_(std::move(listen_for)), streams_(limits, connections, listen_for_) {}

    /// A connection that has just come. It may be gone again, to make room or because there is none.
    void welcome(Connection& connection);
    /// Its socket is ready for what it waits for.
    void go_on(Connection& connection);
    void take_outcome(Outcome& outcome);
    /// Whether any is still to come.
    bool with_workers() const { return with_workers_ > 0; }
    void publish(Publication& publication) { streams_.publish(publication); }
    /// From now on each answer is the last of its connection.
    void last_answers() {
        leaving_ = true;
        hurry();
    }

  private:
    /// These return false when the connection is gone.
    bool greet(Connection& connection);
    bool receive(Connection& connection);
    bool advance(Connection& connection);
    bool begin_request(Connection& connection);
    bool dispatch(Connection& connection, bool head_only);
    void begin_stream(Connection& connection, Answer answer);
    bool refuse(Connection& connection, int status);
    bool send_answer(Connection& connection, Answer answer, bool close, std::size_t sent = 0);
    bool flush(Connection& connection);
    bool after_answer(Connection& connection);
    void close_with_care(Connection& connection);
    bool linger(Connection& connection);
    bool throw_away(Connection& connection, std::size_t bytes);

    void hurry() { outcomes_.hurry(leaving_ || !impatient_.empty()); }

    /// What there is too little of, though nobody is left who could make room.
    enum class Short : std::uint8_t { nothing, sockets, memory };
    Short make_room(const Connection& connection);
    void dismiss(Connection& connection);
    void turn_away(Connection& connection);

    Service& service_;
    const GateLimits& limits_;
    Connections& connections_;
    Lanes& lanes_;
    Outcomes& outcomes_;
    std::function<void(Connection&, std::uint32_t events)> listen_for_;
    Streams streams_;
    std::size_t with_workers_ = 0;
    std::unordered_set<std::uint64_t> impatient_; ///< have sent more before we have heard of their answer
    bool leaving_ = false;
    bool making_room_ = false;
};

} // namespace stu::http
