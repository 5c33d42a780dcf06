#pragma once
// What staff sends to a student, and takes back again.

#include "backend/app/context.hpp"
#include "common/response.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <string_view>

namespace stu::app {

/// While something can be taken back: moments of `shared_clock`.
struct UndoTime {
    std::int64_t since_ms = 0, due_ms = 0;
};
/// From now on, as long as the desk gives, and `seconds` more.
UndoTime undo_time(const Context& context, std::int64_t seconds = 0);

/// The response waits on its ticket until it is due. An Error may leave something behind: the transaction, or
/// this part of it, has to be undone.
Result<Ticket> hold_response(store::Transaction& transaction, Context& context, const StaffResponse& request,
                             const UndoTime& time);

/// Takes the response, or the transfer, back that waits on the ticket under this id; false where none does.
/// Does not ask `may()`.
Result<bool> take_back_waiting(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                               std::string_view request_id);

/// Takes a response back that waits, or a transfer; the ticket as it is then, also where it was taken back
/// before.
Result<Ticket> take_back(store::Transaction& transaction, const Context& context,
                         const ResponseUndo& request);

} // namespace stu::app
