#pragma once
// Lists of tickets by keyset: a page deep in the list costs as much as the first. Whatever the direction of a
// stretch, its rows come in the order of the list.

#include "backend/store/engine/store.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct ListedTicket {
    std::string id; ///< UUIDv7, so ids sort by the time of filing
    TicketRow row;
    std::int64_t place_ms = 0; ///< what the list is sorted by besides the id, where it is a moment
    /// On staff's lists: the sequence of the event that said something last; 0 = none since it was filed.
    std::int64_t last_said = 0;
};

/// Where a stretch of a list begins, and which way it goes.
struct Stretch {
    enum class Direction : std::uint8_t { onwards, back };
    Direction direction = Direction::onwards;
    std::string anchor; ///< id of the ticket that the stretch lies beyond; empty = the list's beginning
    std::int64_t anchor_ms = 0; ///< its place_ms when it was seen
    std::int64_t limit = 0;
};

/// Newest first.
std::vector<ListedTicket> own_tickets(Transaction& transaction, std::string_view owner_id,
                                      const Stretch& stretch);

/// The owner's newest tickets that these departments have now.
std::vector<ListedTicket> own_tickets_of(Transaction& transaction, std::string_view owner_id,
                                         const std::vector<std::string>& departments, std::int64_t limit);

/// The owner's tickets of one status that are not withdrawn, the one longest unchanged first.
std::vector<ListedTicket> own_tickets_in(Transaction& transaction, std::string_view owner_id, Status status,
                                         std::int64_t limit);

/// What waits for staff, for lists that hold nothing else.
struct Waiting {
    bool only = false; ///< no ticket is left out where it is not set
    WaitKind kind = WaitKind::any;
    std::int64_t now_ms = 0; ///< for WaitKind::late
};

/// Which of a department's tickets. Borrowed: lives no longer than what it was made from.
struct QueueFilter {
    std::string_view department;
    std::string_view service; ///< empty = all of them
    std::span<const Status> statuses;
    Period opened;
    std::optional<std::string_view> assignee = {}; ///< user id; "" = nobody's; none = whoever's
    std::span<const Priority> priorities = {};     ///< empty = all of them
    std::optional<std::string> tag = {};           ///< id; "" = one that no ticket has; none = whatever
    Waiting waits = {};

    /// What ticket_count does not count.
    bool is_beyond_counters() const { return assignee || !priorities.empty() || tag || waits.only; }
};

/// What a look at some tickets has counted.
struct SomeCounted {
    std::int64_t tickets = 0;
    bool or_more = false; ///< not all were looked at
};

/// Without those withdrawn. What is sorted by its wait has to be all that `filter.waits.only` leaves.
std::vector<ListedTicket> queued_tickets(Transaction& transaction, const QueueFilter& filter,
                                         QueueOrder order, const Stretch& stretch);

/// How many of them there are, at most `limit`: walks through that many entries of an index.
std::int64_t count_queued(Transaction& transaction, const QueueFilter& filter, std::int64_t limit);

/// How many tickets the owner has.
std::int64_t own_total(Transaction& transaction, std::string_view owner_id);

/// How many of them stand in each status that occurs, without those withdrawn.
std::vector<StatusCount> own_counts(Transaction& transaction, std::string_view owner_id);

} // namespace stu::store
