#pragma once
// Mail waiting to be sent. Written in the transaction that causes it, sent later by the worker.

#include "backend/store/engine/store.hpp"
#include "common/time_spans.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct OutgoingMail {
    std::string id; ///< UUIDv7
    std::string recipient, recipient_name;
    std::string subject, body; ///< one line; plain text with line feeds
    std::int64_t attempts = 0;
    std::int64_t created_ms = 0;
    std::int64_t tried_since_ms =
        0; ///< from when on its attempts count: since it was written, or tried again by an operator
    std::string ticket_id = {};  ///< what it is about; empty for mail about an account
    std::int64_t event = 0;      ///< TicketEvent::sequence
    std::string language = "en"; ///< of subject and body
    std::int64_t delay_ms = 0;   ///< for so long it can be taken back; see `unsend_mail`
};

void insert_mail(Transaction& transaction, const OutgoingMail& mail);

/// Takes back what was to be told to `recipient` about the ticket after a delay that is not over, and says
/// how many mails that were.
std::int64_t unsend_mail(Transaction& transaction, std::string_view ticket_id, std::string_view recipient,
                         std::int64_t now_ms);
/// Takes back what was to be told to anybody about that event of the ticket after a delay that is not over,
/// and says to whom: e-mail addresses.
std::vector<std::string> unsend_mail_about(Transaction& transaction, std::string_view ticket_id,
                                           std::int64_t event, std::int64_t now_ms);

/// How long a worker has a mail for itself: longer than any sending takes. Later it is taken for abandoned by
/// a worker that died.
inline constexpr std::int64_t mail_lease_ms = 2 * minute_ms;

/// Takes the mail that is due longest, counts the attempt and keeps other workers off it until `until_ms`.
/// Commit before sending: a crash then means a late or repeated mail, never a lost one and never a flood.
std::optional<OutgoingMail> lease_mail(Transaction& transaction, std::int64_t now_ms, std::int64_t until_ms);

/// Sent mail leaves only that it was: its words are personal, and its links open things.
void mark_sent(Transaction& transaction, std::string_view id);
/// Forgets mail that was sent, of before `before_ms`.
std::int64_t delete_old_sent_mail(Transaction& transaction, std::int64_t before_ms);
void retry_later(Transaction& transaction, std::string_view id, std::int64_t next_attempt_ms,
                 std::string_view error);
/// Brings mail that is due later than `latest_ms` forward to then: after a clock that ran ahead has been set
/// right, nothing waits longer than the longest delay.
void cap_next_attempt(Transaction& transaction, std::int64_t latest_ms);
void mark_failed(Transaction& transaction, std::string_view id, std::string_view error);

/// The events of a ticket about which some mail to `recipient` has failed.
std::vector<std::int64_t> failed_events(Transaction& transaction, std::string_view ticket_id,
                                        std::string_view recipient);

/// Takes a person who is leaving out of the outbox: what still waits to be sent to them, to an address that
/// they wanted, or about their tickets.
void erase_mail_of(Transaction& transaction, std::string_view user_id, std::string_view email);

/// A mail that has not left yet, for the operator.
struct UnsentMail {
    std::string id;
    std::string recipient, subject;
    bool failed = false; ///< not tried any more
    std::int64_t attempts = 0;
    std::int64_t created_ms = 0;
    std::string last_error; ///< empty before the first failure
};

/// Oldest first.
std::vector<UnsentMail> list_unsent_mail(Transaction& transaction);

/// How much mail has not left yet. Counts to `most_counted_mail`, since nobody wants to know more.
struct OutboxDepth {
    std::int64_t waiting = 0, failed = 0;
    std::int64_t oldest_ms = 0; ///< when the oldest of what waits was written; 0 when nothing does
};
inline constexpr std::int64_t most_counted_mail = 10'000;
OutboxDepth outbox_depth(Transaction& transaction);

/// Lets a mail that has failed, or that waits for its next attempt, be sent from `now_ms` on; its attempts
/// count from then. Leaves alone what a worker may be sending at this moment. False when there is no such
/// mail with this id.
bool retry_mail(Transaction& transaction, std::string_view id, std::int64_t now_ms);
/// The same for all such mail; returns how many there were.
std::int64_t retry_all_mail(Transaction& transaction, std::int64_t now_ms);
/// Keeps all mail that waits from being sent until it is retried; `why` is what operators read then. Returns
/// how many there were.
std::int64_t hold_all_mail(Transaction& transaction, std::string_view why);

} // namespace stu::store
