#pragma once
#include "backend/security/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::live {

/// How a browser says after which change it goes on: a code that only this run of this server makes, for one
/// change and one person, and the change's number, hidden by the code. So an id that was made up, that
/// belongs to somebody else or to a server that has been restarted since is none; and nobody reads from two
/// of them how much happens at the desk. Thread-safe.
class EventIds {
  public:
    /// `run` is of this run alone. `secret` must outlive it.
    EventIds(const security::Secret& secret, std::string run) : secret_(secret), run_(std::move(run)) {}

    std::string id_of(std::uint64_t change, std::string_view person) const;
    /// Nothing when `id` is no id of that person's.
    std::optional<std::uint64_t> change_of(std::string_view id, std::string_view person) const;

  private:
    std::uint64_t mask_for(std::string_view code) const;

    const security::Secret& secret_;
    std::string run_;
};

} // namespace stu::live
