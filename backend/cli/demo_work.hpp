#pragma once
// What the demo's staff decides between itself: who does a ticket, how urgent it is, its tags, a note; and
// the lists that it comes back to.

#include "backend/security/random.hpp"
#include "backend/store/engine/store.hpp"
#include "common/access.hpp"
#include "common/catalogue.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <random>
#include <span>
#include <string_view>

namespace stu::cli {

class DemoWork {
  public:
    DemoWork(store::Transaction& transaction, security::Random& random, std::int64_t now_ms);

    /// Soon after the ticket was filed. `colleagues` work in its department; the first takes the most.
    void share(const Ticket& ticket, std::span<const Actor> colleagues);

    /// Opening hours and targets of a department. Before its tickets.
    void promise(const Department& department);

    /// The views that everybody in the department sees.
    void save_views(const Department& department, const Actor& author);

  private:
    std::size_t pick(std::size_t count);
    void decide(const Ticket& ticket, const Actor& author, const Actor& assignee, std::int64_t at_ms);
    void sort(const Ticket& ticket, const Actor& author, std::int64_t at_ms);

    store::Transaction& transaction_;
    security::Random& random_;
    std::int64_t now_ms_;
    std::mt19937 dice_{1999}; // apart from the history's, and the same every time
};

} // namespace stu::cli
