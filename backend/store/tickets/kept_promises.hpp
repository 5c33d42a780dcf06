#pragma once
// How many promises ended when, and how many of them were kept; counted as it happens. A promise ends when it
// is kept, else when it is due.

#include "backend/store/engine/store.hpp"
#include "common/analytics.hpp"
#include "common/promise.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// What decides how a ticket's promises end, and for whom that counts.
struct PromisedTicket {
    std::string id, department, service;
    Promise promise;
    std::int64_t first_response_ms = 0, closed_ms = 0; ///< as in Ticket
};

/// Moves the counts from how they were for this ticket to how they are. One question, and up to three
/// statements for each promise that ends otherwise now than it would have before.
void count_promises(Transaction& transaction, const PromisedTicket& ticket);

/// Of a department, by service; what does not occur is left out. The ends of the period are rounded down to
/// quarters of an hour, and the quarter of `now_ms` is not in it: what is due in it may still be kept.
std::vector<KeptPromises> kept_in(Transaction& transaction, std::string_view department, const Period& period,
                                  std::int64_t now_ms);

} // namespace stu::store
