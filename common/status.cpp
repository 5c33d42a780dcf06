#include "common/status.hpp"

namespace stu {
namespace {

using enum Status;

static_assert(count_of<Status>() == 7, "a new status needs a label, a turn and its place in the graph");

constexpr std::array from_pending{
    under_consideration, awaiting_confirmation, in_person_needed, duplicate, completed, rejected};
constexpr std::array from_under_consideration{
    pending, awaiting_confirmation, in_person_needed, duplicate, completed, rejected};
constexpr std::array from_awaiting_confirmation{under_consideration, in_person_needed, duplicate, completed,
                                                rejected};
constexpr std::array from_in_person_needed{under_consideration, awaiting_confirmation, duplicate, completed,
                                           rejected};
constexpr std::array reopened{under_consideration};

} // namespace

std::string_view label(Status status) {
    switch (status) {
    case pending: return "Pending";
    case under_consideration: return "Under Consideration";
    case awaiting_confirmation: return "Awaiting Confirmation";
    case in_person_needed: return "In Person Needed";
    case duplicate: return "Duplicate";
    case completed: return "Completed";
    case rejected: return "Rejected";
    }
    return {};
}

Turn turn_of(Status status) {
    switch (status) {
    case pending:
    case under_consideration: return Turn::staff;
    case awaiting_confirmation:
    case in_person_needed: return Turn::student;
    case duplicate:
    case completed:
    case rejected: return Turn::nobody;
    }
    return Turn::nobody;
}

std::span<const Status> next_statuses(Status status) {
    switch (status) {
    case pending: return from_pending;
    case under_consideration: return from_under_consideration;
    case awaiting_confirmation: return from_awaiting_confirmation;
    case in_person_needed: return from_in_person_needed;
    case duplicate:
    case completed:
    case rejected: return reopened;
    }
    return {};
}

std::string_view remark_prompt(Status to) {
    switch (to) {
    case rejected: return "Explanation for the student";
    case awaiting_confirmation: return "What do you need from the student?";
    case in_person_needed: return "Where and when to come";
    case pending:
    case under_consideration:
    case duplicate:
    case completed: return {};
    }
    return {};
}

} // namespace stu
