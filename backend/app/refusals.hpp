#pragma once
// Refusals that several use cases share.

#include "common/access.hpp"
#include "common/result.hpp"

#include <optional>
#include <string>

namespace stu::app {

/// The answer to what `may()` forbids: `sentence`, unless all that is missing is a confirmed address.
Error not_allowed(const Actor& actor, Message sentence);

/// The refusal for whoever may not see the department's tickets. A department that does not exist and one of
/// somebody else look alike.
std::optional<Error> department_refusal(const Actor& actor, const std::string& department);

/// Why the actor may not do what staff of any department does: they are not staff, or have not confirmed
/// their address. `sentence` says who may.
std::optional<Error> staff_refusal(const Actor& actor, Marked sentence);

} // namespace stu::app
