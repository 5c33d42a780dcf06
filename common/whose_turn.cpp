// Who acts next, in words: the one place for these sentences (declared in ticket.hpp).

#include "common/ticket.hpp"

#include <utility>

namespace stu {
namespace {

struct Words {
    std::string headline, sentence;
};

/// A student must not be shown another student's ticket, so the number may have been left out.
Words duplicate_for_owner(const Ticket& ticket) {
    if (ticket.duplicate_of.empty())
        return {"Closed as a duplicate", "The same matter is handled in another ticket."};
    return {"Continued in ticket " + ticket.duplicate_of,
            "Both tickets are about the same matter. Please follow the other one."};
}

/// What remains to the student of a ticket that has ended, and until when.
std::string way_on(std::string_view reopenable_until) {
    if (reopenable_until.empty()) return "If you still need help, please file a new ticket.";
    return "If you still need help, you can reopen it until " + std::string(reopenable_until) + ".";
}

Words for_owner(const Ticket& ticket, const std::string& department, std::string_view reopenable_until) {
    switch (ticket.status) {
    case Status::pending:
        return {"Waiting for " + department, "Nobody has looked at it yet. You need not do anything."};
    case Status::under_consideration:
        return {department + " is working on it", "You need not do anything now."};
    case Status::awaiting_confirmation:
        return {department + " is waiting for your answer", "Read the question below and answer it there."};
    case Status::in_person_needed:
        return {"Please come to the " + department + " desk", "Read below where and when."};
    case Status::duplicate: return duplicate_for_owner(ticket);
    case Status::completed: return {"Completed by " + department, way_on(reopenable_until)};
    case Status::rejected:
        return {"Rejected by " + department, "Read the explanation below. " + way_on(reopenable_until)};
    }
    return {};
}

Words for_staff(const Ticket& ticket) {
    switch (ticket.status) {
    case Status::pending: return {"Your turn: look at this ticket", "Nobody has looked at it yet."};
    case Status::under_consideration:
        return {"Your turn: work on this ticket", "The student sees that it is being worked on."};
    case Status::awaiting_confirmation:
        return {"Waiting for the student", "The ticket comes back to you with the student's answer."};
    case Status::in_person_needed:
        return {"Waiting for the student", "The student has been asked to come to the desk."};
    case Status::duplicate:
        return {"Closed as a duplicate of " + ticket.duplicate_of, "Nobody needs to do anything here."};
    case Status::completed: return {"Closed as completed", "Nobody needs to do anything."};
    case Status::rejected: return {"Closed as rejected", "The student has been given your explanation."};
    }
    return {};
}

} // namespace

WhoseTurn whose_turn(const Ticket& ticket, std::string_view department_name, bool viewer_is_owner,
                     std::string_view reopenable_until) {
    if (ticket.withdrawn_ms != 0)
        return viewer_is_owner
                   ? WhoseTurn{Turn::nobody, "Withdrawn by you", way_on(reopenable_until)}
                   : WhoseTurn{Turn::nobody, "Withdrawn by the student", "Nobody needs to do anything."};
    Words words = viewer_is_owner ? for_owner(ticket, std::string(department_name), reopenable_until)
                                  : for_staff(ticket);
    return {turn_of(ticket.status), std::move(words.headline), std::move(words.sentence)};
}

} // namespace stu
