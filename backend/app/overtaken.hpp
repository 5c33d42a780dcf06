#pragma once
// Whether somebody else was faster: what staff has done itself since it looked at a ticket overtakes nothing.

#include "backend/store/engine/store.hpp"
#include "common/access.hpp"
#include "common/ticket.hpp"

#include <cstdint>

namespace stu::app {

/// The version of `ticket` that whoever saw `version` knows: the present one where all changes since are
/// theirs, a response that was sent for them included, else `version`. One look-up for each of their changes.
std::int64_t known_version(store::Transaction& transaction, const Actor& actor, const Ticket& ticket,
                           std::int64_t version);

/// Makes of `change`, which was chosen beside its version, a change of the ticket that the actor knows. Words
/// alone stay that, whatever status the actor's last response has set meanwhile.
void pass_own_changes(store::Transaction& transaction, const Actor& actor, const Ticket& ticket,
                      StatusChange& change);

} // namespace stu::app
