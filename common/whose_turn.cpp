// Who acts next, in words: the one place for these sentences (declared in ticket.hpp).

#include "common/ticket.hpp"

#include <utility>

namespace stu {
namespace {

struct Words {
    Message headline, sentence;
};

/// A student must not be shown another student's ticket, so the number may have been left out.
Words duplicate_for_owner(const Ticket& ticket) {
    if (ticket.duplicate_of.empty())
        return {tr("Closed as a duplicate"), tr("The same matter is handled in another ticket.")};
    return {tr("Continued in ticket {number}", {{"number", ticket.duplicate_of}}),
            tr("Both tickets are about the same matter. Please follow the other one.")};
}

/// What remains to the student of a ticket that has ended, and until when.
Message way_on(const Message& reopenable_until) {
    if (reopenable_until.empty()) return tr("If you still need help, please file a new ticket.");
    return tr("If you still need help, you can reopen it until {day}.", {{"day", reopenable_until}});
}

Words for_owner(const Ticket& ticket, std::string_view department, const Message& reopenable_until) {
    switch (ticket.status) {
    case Status::pending:
        return {tr("Waiting for {department}", {{"department", department}}),
                ticket.first_response_ms == 0 ? tr("Nobody has looked at it yet. You need not do anything.")
                                              : tr("You need not do anything now.")};
    case Status::under_consideration:
        return {tr("{department} is working on it", {{"department", department}}),
                tr("You need not do anything now.")};
    case Status::awaiting_confirmation:
        return {tr("{department} is waiting for your answer", {{"department", department}}),
                tr("Read the question below and answer it there.")};
    case Status::in_person_needed:
        return {tr("Please come to the {department} desk", {{"department", department}}),
                tr("Read below where and when.")};
    case Status::duplicate: return duplicate_for_owner(ticket);
    case Status::completed:
        return {tr("Completed by {department}", {{"department", department}}), way_on(reopenable_until)};
    case Status::rejected:
        return {tr("Rejected by {department}", {{"department", department}}),
                tr("Read the explanation below. {more}", {{"more", way_on(reopenable_until)}})};
    }
    return {};
}

Words for_staff(const Ticket& ticket) {
    switch (ticket.status) {
    case Status::pending:
        return {tr("Your turn: look at this ticket"),
                ticket.first_response_ms == 0 ? tr("Nobody has looked at it yet.")
                                              : tr("It has been looked at; the history says more.")};
    case Status::under_consideration:
        return {tr("Your turn: work on this ticket"), tr("The student sees that it is being worked on.")};
    case Status::awaiting_confirmation:
        return {tr("Waiting for the student"), tr("The ticket comes back to you with the student's answer.")};
    case Status::in_person_needed:
        return {tr("Waiting for the student"), tr("The student has been asked to come to the desk.")};
    case Status::duplicate:
        return {tr("Closed as a duplicate of {number}", {{"number", ticket.duplicate_of}}),
                tr("Nobody needs to do anything here.")};
    case Status::completed: return {tr("Closed as completed"), tr("Nobody needs to do anything.")};
    case Status::rejected:
        return {tr("Closed as rejected"), tr("The student has been given your explanation.")};
    }
    return {};
}

} // namespace

WhoseTurn whose_turn(const Ticket& ticket, std::string_view department_name, bool viewer_is_owner,
                     const Message& reopenable_until) {
    if (ticket.withdrawn_ms != 0)
        return viewer_is_owner ? WhoseTurn{Turn::nobody, tr("Withdrawn by you"), way_on(reopenable_until)}
                               : WhoseTurn{Turn::nobody, tr("Withdrawn by the student"),
                                           tr("Nobody needs to do anything.")};
    Words words = viewer_is_owner ? for_owner(ticket, department_name, reopenable_until) : for_staff(ticket);
    return {turn_of(ticket.status), std::move(words.headline), std::move(words.sentence)};
}

} // namespace stu
