#pragma once
#include "backend/http/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace stu::http {

/// The TLS handshakes under way: all of them, and those of each owner. Ids rise, so the lowest is the oldest.
class Greetings {
  public:
    void add(const Connection& connection) {
        all_.insert(connection.id);
        by_owner_[connection.owner].insert(connection.id);
    }
    /// Harmless when it is not among them.
    void remove(const Connection& connection) {
        if (all_.erase(connection.id) == 0) return;
        const auto owned = by_owner_.find(connection.owner);
        owned->second.erase(connection.id);
        if (owned->second.empty()) by_owner_.erase(owned);
    }

    std::size_t count() const { return all_.size(); }
    std::size_t count_of(const std::string& owner) const {
        const auto owned = by_owner_.find(owner);
        return owned == by_owner_.end() ? 0 : owned->second.size();
    }
    /// There must be one.
    std::uint64_t oldest() const { return *all_.begin(); }
    std::uint64_t oldest_of(const std::string& owner) const { return *by_owner_.at(owner).begin(); }

  private:
    std::set<std::uint64_t> all_;
    std::map<std::string, std::set<std::uint64_t>> by_owner_;
};

} // namespace stu::http
