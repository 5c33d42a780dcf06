#pragma once
// What is due on tickets; see common/promise.hpp.

#include "backend/store/engine/sql.hpp"
#include "backend/store/engine/store.hpp"
#include "common/due.hpp"
#include "common/promise.hpp"
#include "common/ticket.hpp"

#include <string_view>

namespace stu::store {

/// Computes anew what is due on a ticket from its history, and stores it where it has changed. `insert_event`
/// does so itself. One question where the department promises nothing, two where it does.
void keep_promise(Transaction& transaction, std::string_view ticket_id);

/// What is due on a ticket that is about to be stored, as `keep_promise` will find it when it is opened.
Promise promise_of_new(Transaction& transaction, const Ticket& ticket);

/// Of the UPDATE that gives a ticket version $2: what was right is made right by the event that comes with
/// it. Where a server of the version before has changed the ticket, that is still to be mended.
#define KEPT_VERSION_FOLLOWS "kept_version = CASE WHEN kept_version = version THEN $2 ELSE kept_version END"

/// What is promised on it. Where it waits for staff and nothing is, `due_ms` says all the same from when on
/// it is late; see common/due.hpp.
Promise promise_on(Transaction& transaction, std::string_view ticket_id);
Due due_on(Transaction& transaction, std::string_view ticket_id);

/// For `due_in`.
#define DUE_COLUMNS "due_ms, soon_ms, first_response_ms, answer_due_ms, solve_due_ms"
/// Reads the DUE_COLUMNS of a ticket's row from column `first` on.
Due due_in(const sql::Statement& row, int first);

/// Computes anew what is due on all open tickets of departments whose hours or targets have changed, a few
/// hundred to a transaction. What has been computed stays so when this is interrupted; whoever comes next
/// goes on from there.
void compute_promises(Store& store);

/// Computes what is due, and how promises ended, on tickets that servers of the version before have changed,
/// and goes on with what was interrupted. Costs a few questions where there is nothing to mend.
void mend_promises(Store& store);

} // namespace stu::store
