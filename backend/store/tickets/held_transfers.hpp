#pragma once
// Transfers of staff that can still be taken back.

#include "backend/store/engine/store.hpp"
#include "common/held_transfer.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Stores what waits for `held.due_ms`. Staff hears of it. Throws Trouble (conflict) when another waits on
/// this ticket or has this id: look first, in the same transaction.
void hold_transfer(Transaction& transaction, const Ticket& ticket, const HeldTransfer& held);

/// What waits on the ticket.
std::optional<HeldTransfer> held_transfer_on(Transaction& transaction, std::string_view ticket_id);

/// The ticket on which the author's transfer with this request id waits.
std::optional<std::string> ticket_leaving(Transaction& transaction, std::string_view author_id,
                                          std::string_view request_id);

/// The tickets whose transfers are due at `now_ms`, longest first.
std::vector<std::string> tickets_with_due_transfer(Transaction& transaction, std::int64_t now_ms);
/// When the next one is due after `now_ms`, if any waits for that.
std::optional<std::int64_t> next_transfer_due_ms(Transaction& transaction, std::int64_t now_ms);

/// Whether it was made or not.
void end_held_transfer(Transaction& transaction, std::string_view ticket_id);

} // namespace stu::store
