#include "common/access.hpp"

#include <algorithm>

namespace stu {
namespace {

bool student_may(const Actor& actor, Action action, const Subject& subject) {
    switch (action) {
    case Action::create_ticket: return true;
    case Action::read_ticket:
    case Action::answer_ticket:
    case Action::edit_ticket:
    case Action::withdraw_ticket:
    case Action::reopen_ticket: return subject.owner_id == actor.user_id;
    case Action::set_status:
    case Action::read_queue:
    case Action::read_notes:
    case Action::work_on:
    case Action::file_for_student:
    case Action::read_assignees: return false;
    }
    return false;
}

/// What staff does with tickets, wherever the department is theirs. Staff reads and decides; it does not
/// answer in a student's name.
bool is_staff_work(Action action) {
    switch (action) {
    case Action::read_ticket:
    case Action::set_status:
    case Action::read_queue:
    case Action::read_notes:
    case Action::work_on: return true;
    case Action::create_ticket:
    case Action::answer_ticket:
    case Action::edit_ticket:
    case Action::withdraw_ticket:
    case Action::reopen_ticket:
    case Action::file_for_student:
    case Action::read_assignees: return false;
    }
    return false;
}

bool is_among(const std::vector<std::string>& departments, std::string_view department) {
    return std::find(departments.begin(), departments.end(), department) != departments.end();
}

} // namespace

Actor actor_for(const User& user) {
    return {user.id,          user.name,     user.email,    user.role,
            user.departments, user.verified, user.language, user.heads};
}

bool may(const Actor& actor, Action action, const Subject& subject) {
    if (!actor.signed_in() || !actor.verified) return false;
    switch (actor.role) {
    case Role::student: return student_may(actor, action, subject);
    case Role::staff:
        // Whoever stands at a desk need not know whose matter theirs is.
        if (action == Action::file_for_student) return !actor.departments.empty();
        if (action == Action::read_assignees && !is_among(actor.heads, subject.department)) return false;
        return (is_staff_work(action) || action == Action::read_assignees) &&
               is_among(actor.departments, subject.department);
    }
    return false;
}

} // namespace stu
