#pragma once
// Refusals that several use cases share.

#include "common/access.hpp"
#include "common/result.hpp"

#include <string>

namespace stu::app {

/// The answer to what `may()` forbids: `sentence`, unless all that is missing is a confirmed address.
Error not_allowed(const Actor& actor, std::string sentence);

} // namespace stu::app
