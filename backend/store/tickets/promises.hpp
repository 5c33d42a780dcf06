#pragma once
// What is due on tickets; see common/promise.hpp.

#include "backend/store/engine/store.hpp"
#include "common/promise.hpp"

#include <string_view>

namespace stu::store {

/// Computes anew what is due on a ticket from its history, and stores it where it has changed. `insert_event`
/// does so itself. One question where the department promises nothing, two where it does.
void keep_promise(Transaction& transaction, std::string_view ticket_id);

/// What is stored of it.
Promise promise_on(Transaction& transaction, std::string_view ticket_id);

/// Computes anew what is due on all open tickets of departments whose hours or targets have changed, a few
/// hundred to a transaction. What has been computed stays so when this is interrupted; whoever comes next
/// goes on from there.
void compute_promises(Store& store);

/// Likewise for all that departments have promised, since servers of the version before may have changed
/// tickets.
void mend_promises(Store& store);

} // namespace stu::store
