#pragma once
#include "backend/http/gate/answer.hpp"
#include "backend/http/gate/head.hpp"
#include "backend/http/gate/shares.hpp"
#include "backend/http/gate/socket.hpp"
#include "backend/http/gate/transport.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <sys/epoll.h>

namespace stu::http {

using Time = std::chrono::steady_clock::time_point;
inline Time now() { return std::chrono::steady_clock::now(); }

/// What epoll is asked for while a client may send, or leave.
inline constexpr std::uint32_t readable = EPOLLIN | EPOLLRDHUP;

/// One client, as the gate sees it.
struct Connection {
    enum class State : std::uint8_t {
        greeting,  ///< the TLS handshake
        head,      ///< reading the head, or idle between requests
        asking,    ///< a worker decides whether the body may come
        body,      ///< reading the body
        working,   ///< a worker prepares the answer
        writing,   ///< sending the answer
        streaming, ///< the answer goes on: sending what is published, as it comes
        lingering, ///< everything is said; what still comes is thrown away so that the client reads our
                   ///< answer instead of a reset (RFC 9112 §9.6)
    };

    std::uint64_t id = 0;
    Descriptor socket;
    std::unique_ptr<Transport> transport; ///< over `socket`
    std::string address;                  ///< of the peer
    Parties peer;                         ///< whom it counts for between requests
    Parties parties;                      ///< whom it counts for now
    State state = State::head;
    std::uint32_t events = readable; ///< of the socket, that the loop is told
    std::string in;
    Answer out;
    std::size_t written = 0;   ///< of `out`
    std::string published;     ///< came before the answer that it continues
    bool unread = false;       ///< a stream whose client does not take what waits
    std::size_t undrained = 0; ///< bytes that may still be thrown away while lingering
    bool announced = false;    ///< `undrained` is what the client said it would send, to the last byte
    Head head;
    bool close_after = false;
    bool linger_after = false;
    bool used = false;      ///< has had an answer: between requests it is merely idle
    bool signed_in = false; ///< its last answer went to somebody who has proven who they are
    bool turned_away = false;
    bool gone = false; ///< nobody is there any more, but a worker may still write to the socket
    /// Set by the worker before it sends: whoever has read all of it may count as idle already.
    std::atomic<bool> answered{false};
    Time since{};          ///< when its present step began
    std::size_t moved = 0; ///< bytes in this step
    Time deadline{};

    bool idle() const { return state == State::head && in.empty(); }
    std::size_t unsent() const { return out.size() - written; }
    /// A worker has it.
    bool with_worker() const { return state == State::asking || state == State::working; }
    /// Makes room for nobody else.
    bool stays() const { return (with_worker() && !answered) || state == State::streaming; }
};

} // namespace stu::http
