#pragma once
// When departments are open and what they promise, as operators set it. Whether departments, services and
// zones exist has been asked before. What changes here is to be followed by `compute_promises`.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

struct DepartmentHours {
    std::string department, zone;
    std::string weekly, holidays; ///< see common/opening_hours.hpp
};

/// By department; one without a row promises nothing.
std::vector<DepartmentHours> load_hours(Transaction& transaction);
std::optional<DepartmentHours> find_hours(Transaction& transaction, std::string_view department);
void set_hours(Transaction& transaction, const DepartmentHours& hours);

/// For a service, or all of the department, and a priority, or each: of several that fit a ticket the one for
/// its service counts, else the one for its priority, and nothing of the others.
struct StoredTarget {
    std::string department;
    std::string service, priority;                      ///< empty = all
    std::int64_t answer_minutes = 0, solve_minutes = 0; ///< business time; 0 = not promised
};

/// By department, the general ones first.
std::vector<StoredTarget> load_targets(Transaction& transaction);
/// In place of the one for the same, if any.
void set_target(Transaction& transaction, const StoredTarget& target);
/// False when there is none.
bool delete_target(Transaction& transaction, const StoredTarget& target);

} // namespace stu::store
