#pragma once
#include "backend/cli/configuration.hpp"
#include "backend/security/secret.hpp"

#include <optional>

namespace stu::cli {

/// The key that backups are encrypted with; nothing when none is set. Throws with a sentence for the operator
/// when it is no key, or when others can read its file.
std::optional<security::Secret> backup_key(const Configuration& configuration);

} // namespace stu::cli
