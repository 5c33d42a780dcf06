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

Marked label(Status status) {
    switch (status) {
    case pending: return tr("Pending");
    case under_consideration: return tr("Under Consideration");
    case awaiting_confirmation: return tr("Awaiting Confirmation");
    case in_person_needed: return tr("In Person Needed");
    case duplicate: return tr("Duplicate");
    case completed: return tr("Completed");
    case rejected: return tr("Rejected");
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

Marked remark_prompt(Status to) {
    switch (to) {
    case rejected: return tr("Explanation for the student");
    case awaiting_confirmation: return tr("What do you need from the student?");
    case in_person_needed: return tr("Where and when to come");
    case pending:
    case under_consideration:
    case duplicate:
    case completed: return {};
    }
    return {};
}

} // namespace stu
