#pragma once
// The seven statuses and the graph between them.

#include "common/enum_names.hpp"
#include "common/language/message.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace stu {

enum class Status : std::uint8_t {
    pending,
    under_consideration,
    awaiting_confirmation,
    in_person_needed,
    duplicate,
    completed,
    rejected,
};

template <> struct EnumNames<Status> {
    static constexpr std::array<std::string_view, 7> values{
        "pending",          "under_consideration", "awaiting_confirmation",
        "in_person_needed", "duplicate",           "completed",
        "rejected"};
};

enum class Turn : std::uint8_t { staff, student, nobody };

/// "Under Consideration"
Marked label(Status status);

Turn turn_of(Status status);
inline bool is_closed(Status status) { return turn_of(status) == Turn::nobody; }

/// What staff may set from here, without `status` itself. A closed ticket can only be reopened.
std::span<const Status> next_statuses(Status status);

/// Non-empty when a remark is mandatory for this status: the label of its field,
/// e.g. "Explanation for the student" for Rejected, "Where and when to come" for In Person Needed.
Marked remark_prompt(Status to);

} // namespace stu
