#pragma once
// Lists of tickets, newest first, by keyset: a page deep in the list costs as much as the first.

#include "backend/store/store.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct ListedTicket {
    std::string id; ///< UUIDv7, the order of every list
    TicketRow row;
};

/// Where a stretch of a list begins.
struct Stretch {
    enum class Direction : std::uint8_t { older, newer };
    Direction direction = Direction::older;
    std::string anchor; ///< ids strictly beyond this one; empty = from the newest
    std::int64_t limit = 0;
};

/// Newest first, whatever the direction.
std::vector<ListedTicket> own_tickets(Transaction& transaction, std::string_view owner_id,
                                      const Stretch& stretch);

/// The owner's tickets of one status, the one longest unchanged first.
std::vector<ListedTicket> own_tickets_in(Transaction& transaction, std::string_view owner_id, Status status,
                                         std::int64_t limit);

/// A department's tickets of these statuses. An empty `service` means all of them.
std::vector<ListedTicket> queued_tickets(Transaction& transaction, std::string_view department,
                                         std::string_view service, std::span<const Status> statuses,
                                         const Stretch& stretch);

/// How many tickets the owner has in each status that occurs.
std::vector<StatusCount> own_counts(Transaction& transaction, std::string_view owner_id);

/// A department's counters: a status may come up once for each service. An empty `service` means all of them.
std::vector<StatusCount> queue_counts(Transaction& transaction, std::string_view department,
                                      std::string_view service);

} // namespace stu::store
