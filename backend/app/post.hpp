#pragma once
// Mail into the outbox, as part of the transaction that causes it.

#include "backend/app/context.hpp"
#include "backend/app/mail.hpp"
#include "common/catalogue.hpp"
#include "common/due.hpp"

namespace stu::app {

/// In which the person reads.
const SpokenLanguage& language_for(const User& reader, const Context& context);

/// Mail about an account.
void post(store::Transaction& transaction, const Context& context, const Mail& mail);

/// Tells the student what happened to their ticket, unless they have left or do not want to know. `event` has
/// been applied to `ticket`, `catalogue` is the one of this transaction.
void tell_student(store::Transaction& transaction, const Context& context, const Catalogue& catalogue,
                  const Ticket& ticket, const TicketEvent& event);

/// Tells whose the ticket is, or who of staff acted last on it, if anybody has, what the student did with it,
/// unless they have left or do not want to know; whoever a colleague gives it that it is theirs, once that
/// can no longer be undone; and those who watch it what others say and decide, of a merge likewise. One mail
/// for each. `event` has its sequence; `mentioned` are the ids of whom it calls by name, without its author.
/// Nobody at the addresses `spared` is told.
void tell_staff(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                const TicketEvent& event, const std::vector<std::string>& mentioned = {},
                const std::vector<std::string>& spared = {});

/// Tells staff that the next promise to the student is due soon, or `late`: whose ticket it is; where it is
/// nobody's, those who watch it, and where nobody does who of staff has responded last. Else nobody: such a
/// ticket stands first in the queue. It is theirs to act on, so it comes whichever mail they want.
void tell_what_is_due(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                      const Due& due, bool late);

/// `at_ms` in the words and time zone of `reader`.
Message time_for(const User& reader, const Context& context, std::int64_t at_ms);

} // namespace stu::app
