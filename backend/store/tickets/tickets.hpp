#pragma once
// Tickets and their history.

#include "backend/store/engine/store.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_lists.hpp"
#include "common/event.hpp"
#include "common/ticket.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Stores a new ticket, counts it and indexes its words. Throws Trouble (conflict) when the number or the
/// owner's request id is taken: look first, in the same transaction, which then runs again.
void insert_ticket(Transaction& transaction, const Ticket& ticket, std::string_view request_id);

/// Stores a changed ticket and moves the counts from how it was `before`. Throws Trouble (conflict) when the
/// stored version is not `ticket.version - 1` any more: the transaction then runs again, and sees what
/// somebody else has made of the ticket.
void update_ticket(Transaction& transaction, const Ticket& ticket, const CountedTicket& before);

/// Stores the words of a ticket that has been edited, after `update_ticket`, and finds it by them from now
/// on.
void update_ticket_words(Transaction& transaction, const Ticket& ticket);

/// An event without author_id is the service desk's own. `request_id` names a change that may be repeated;
/// empty where none can be. Throws Trouble (conflict) when it was used before, or when there is another event
/// of this sequence: look first, as above. The ticket, and what staff has decided about it, has been stored
/// before: what is due on it is computed from both.
void insert_event(Transaction& transaction, std::string_view ticket_id, const TicketEvent& event,
                  std::string_view request_id = {});

/// What listeners hear of a change of `ticket`.
TicketChanged news_of(const Ticket& ticket);

/// What staff alone hears of `ticket`, when something has changed that only they see.
TicketChanged internal_news_of(const Ticket& ticket);

/// Likewise for one that `is_internal`. Gives it its number, and returns that. The ticket stays as it is, and
/// only its staff hears of it.
std::int64_t insert_internal_event(Transaction& transaction, const Ticket& ticket, TicketEvent event,
                                   std::string_view request_id = {});

/// When the ticket was filed that has the last place in the order of filing; 0 = there is none.
std::int64_t last_filed_ms(Transaction& transaction);

std::optional<Ticket> find_ticket(Transaction& transaction, std::string_view number);
/// By Ticket::earlier_number.
std::optional<Ticket> find_ticket_by_earlier_number(Transaction& transaction, std::string_view number);
std::optional<Ticket> find_ticket_by_id(Transaction& transaction, std::string_view ticket_id);

/// The ticket that an earlier attempt of the same draft filed.
std::optional<Ticket> find_ticket_by_request(Transaction& transaction, std::string_view owner_id,
                                             std::string_view request_id);

/// What an earlier attempt of the same change did.
struct Repeated {
    Ticket ticket;    ///< as it is now
    std::string text; ///< of the event
    EventKind kind = EventKind::opened;
    std::int64_t sequence = 0; ///< of the event; 0 = there is none yet
};
std::optional<Repeated> find_repeated(Transaction& transaction, std::string_view author_id,
                                      std::string_view request_id);

/// Those of the author's requests that have left an event: one question for all of them.
std::set<std::string> repeated_among(Transaction& transaction, std::string_view author_id,
                                     const std::vector<std::string>& request_ids);

/// The tickets that repeat the one with this number, oldest first.
std::vector<Ticket> duplicates_of(Transaction& transaction, std::string_view number);

/// The owner's address has changed: mail about their tickets goes there from now on.
void send_ticket_mail_to(Transaction& transaction, std::string_view owner_id, std::string_view email);

/// The ids of all of them, oldest first.
std::vector<std::string> ticket_ids_of(Transaction& transaction, std::string_view owner_id);
/// All of them, oldest first.
std::vector<Ticket> tickets_of(Transaction& transaction, std::string_view owner_id);

/// Takes name, registration number and address off a person's tickets, and the name off all events and
/// responses that are theirs; `name` stands there instead. What they wrote stays.
void erase_person(Transaction& transaction, std::string_view user_id, std::string_view name);

/// How much has been written on a ticket since it was filed, in code points; without internal events, since
/// who runs out of room is told so.
std::int64_t history_length(Transaction& transaction, std::string_view ticket_id);

/// What was said last on each of a page of staff's rows, where that is not what was filed; nothing where it
/// is damaged. One question a page.
void add_last_words(Transaction& transaction, std::vector<ListedTicket>& rows);

/// All of them, oldest first. What somebody is shown of them is `visible`'s to say.
std::vector<TicketEvent> load_events(Transaction& transaction, std::string_view ticket_id);
std::optional<TicketEvent> find_event(Transaction& transaction, std::string_view ticket_id,
                                      std::int64_t sequence);

} // namespace stu::store
