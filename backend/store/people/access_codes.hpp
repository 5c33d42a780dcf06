#pragma once
// The codes with which staff open an account in a department.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct AccessCode {
    std::string id;
    std::string department;
    std::int64_t created_ms = 0, expires_ms = 0;
    std::int64_t revoked_ms = 0; ///< 0 = not revoked
    std::int64_t uses_left = 50; ///< accounts that may still be opened with it
};

void insert_access_code(Transaction& transaction, const AccessCode& code, std::string_view code_hash);

/// The department a code opens; nothing when it is unknown, revoked, expired or used up, without saying
/// which.
std::optional<std::string> department_of_code(Transaction& transaction, std::string_view code_hash,
                                              std::int64_t now_ms);

/// Counts an account that is opened with it. False when it has no use left, has expired or is revoked by now.
bool use_access_code(Transaction& transaction, std::string_view code_hash, std::int64_t now_ms);

std::vector<AccessCode> list_access_codes(Transaction& transaction);

/// False when there is no such code that could still be used.
bool revoke_access_code(Transaction& transaction, std::string_view id, std::int64_t now_ms);

} // namespace stu::store
