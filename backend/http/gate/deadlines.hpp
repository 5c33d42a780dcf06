#pragma once
#include "backend/http/gate/connection.hpp"

#include <cstdint>
#include <set>
#include <utility>

namespace stu::http {

/// When each connection has to be somewhere. Earliest first.
class Deadlines {
  public:
    void set(Connection& connection, Time time) {
        clear(connection);
        connection.deadline = time;
        times_.emplace(time, connection.id);
    }
    void clear(const Connection& connection) { times_.erase({connection.deadline, connection.id}); }
    const std::set<std::pair<Time, std::uint64_t>>& times() const { return times_; }

  private:
    std::set<std::pair<Time, std::uint64_t>> times_;
};

} // namespace stu::http
