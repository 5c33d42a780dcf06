#pragma once
// What staff sends to a student, and takes back again.

#include "backend/app/context.hpp"
#include "common/response.hpp"
#include "common/ticket.hpp"

#include <cstdint>

namespace stu::app {

/// The response waits on its ticket until `due_ms`, a moment of `shared_clock`. An Error may leave something
/// behind: the transaction, or this part of it, has to be undone.
Result<Ticket> hold_response(store::Transaction& transaction, Context& context, const StaffResponse& request,
                             std::int64_t due_ms);

/// Takes a response back that waits, or a transfer; the ticket as it is then, also where it was taken back
/// before.
Result<Ticket> take_back(store::Transaction& transaction, const Context& context,
                         const ResponseUndo& request);

/// When what is done now can no longer be taken back, where `seconds` are given besides those of the desk.
std::int64_t due_ms(const Context& context, std::int64_t seconds = 0);

} // namespace stu::app
