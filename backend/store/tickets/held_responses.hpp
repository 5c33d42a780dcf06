#pragma once
// Responses of staff that can still be taken back, and their files.

#include "backend/store/engine/store.hpp"
#include "common/response.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Stores what waits for `held.due_ms`; its files come by `hold_attachments`. Staff hears of it. Throws
/// Trouble (conflict) when another waits on this ticket or has this id: look first, in the same transaction.
void hold_response(Transaction& transaction, const Ticket& ticket, const HeldResponse& held);

/// Keeps staged files of this owner for the response that waits on the ticket, in this order: until it is
/// gone they neither expire nor can be claimed. False as for `claim_attachments`.
bool hold_attachments(Transaction& transaction, const std::vector<std::string>& ids,
                      std::string_view owner_id, std::string_view ticket_id, std::int64_t now_ms);

/// What waits on the ticket, with its files.
std::optional<HeldResponse> held_on(Transaction& transaction, std::string_view ticket_id);

/// The ticket on which the author's response with this request id waits.
std::optional<std::string> ticket_holding(Transaction& transaction, std::string_view author_id,
                                          std::string_view request_id);
/// The ticket on which a response waits that this file comes with.
std::optional<std::string> ticket_holding_file(Transaction& transaction, std::string_view attachment_id);

/// The tickets whose responses are due at `now_ms`, longest first.
std::vector<std::string> tickets_with_due_response(Transaction& transaction, std::int64_t now_ms);
/// When the next one is due after `now_ms`, if any waits for that.
std::optional<std::int64_t> next_response_due_ms(Transaction& transaction, std::int64_t now_ms);

/// Ends the wait of what waits on the ticket: its files belong to that event of the ticket from now on.
void end_holding(Transaction& transaction, std::string_view ticket_id, std::int64_t event);
/// Likewise of `held`, but its files are staged again, until `expires_ms`.
void end_holding_unsent(Transaction& transaction, std::string_view ticket_id, const HeldResponse& held,
                        std::int64_t expires_ms);

} // namespace stu::store
