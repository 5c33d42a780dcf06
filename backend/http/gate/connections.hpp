#pragma once
// All connections, and which of them goes when one of them needs room that is not there.

#include "backend/http/gate/connection.hpp"
#include "backend/http/gate/deadlines.hpp"
#include "backend/http/gate/limits.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

namespace stu::http {

class Connections {
  public:
    /// `limits` must outlive it. `on_left` hears of each stream that has ended.
    Connections(const GateLimits& limits, std::function<void(std::uint64_t)> on_left)
        : limits_(limits), on_left_(std::move(on_left)), sockets_(limits.sockets),
          greetings_(limits.greetings), input_(limits.input), output_(limits.output),
          streams_(limits.streams) {}

    Connection& add(std::unique_ptr<Connection> connection);
    Connection* find(std::uint64_t id);
    /// Closes it. Harmless when it has gone already. One that a worker may be writing to is only marked as
    /// gone, and takes no socket of anybody's share any more.
    void drop(std::uint64_t id);
    /// The body that a worker had has become an answer.
    void body_used(std::uint64_t id) { input_.release(id); }

    /// From now on `connection` counts for these.
    void count_for(Connection& connection, const Parties& parties);
    /// Says again how much of everything `connection` holds, after something of it has changed.
    void count(const Connection& connection);

    /// Begins a step of `connection`, which has this long, and the time that the bytes may take.
    void begin(Connection& connection, std::chrono::milliseconds time, std::size_t bytes = 0);
    /// A step that takes as long as it takes.
    void begin_waiting(Connection& connection);

    /// The connection that has to go for `connection` to stay within the shares, or null: within one that is
    /// exceeded, the one that gets on worst. `crowded`: there should be one.
    struct Verdict {
        Connection* victim = nullptr;
        bool crowded = false;
        bool of_memory = false; ///< what is short is bytes, not sockets
    };
    Verdict room_for(const Connection& connection);

    /// Makes a stream of it, which is not done when the shares have no room for one.
    bool admit_stream(Connection& connection);

    /// There was no room for it: it only hears why, and takes nobody's place meanwhile.
    void count_as_turned_away(Connection& connection);
    std::size_t turned_away() const { return turned_away_; }
    /// How many there are. Thread-safe, unlike everything else here.
    std::size_t size() const { return size_; }
    const std::unordered_map<std::uint64_t, std::unique_ptr<Connection>>& all() const { return all_; }
    const Deadlines& deadlines() const { return deadlines_; }

  private:
    Connection* slowest_of(const Shares::Holders& holders, std::uint64_t except);

    const GateLimits& limits_;
    std::function<void(std::uint64_t)> on_left_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> all_;
    Deadlines deadlines_;
    Shares sockets_, greetings_, input_, output_, streams_;
    std::size_t turned_away_ = 0;
    std::atomic<std::size_t> size_{0}; ///< of all_
};

} // namespace stu::http
