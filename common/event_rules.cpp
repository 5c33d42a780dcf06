#include "common/event_rules.hpp"

#include <algorithm>

namespace stu {
namespace {

struct Rules {
    Action to_see; ///< what somebody who sees it may do with the ticket
    bool response = false;
};

/// A kind without its row does not compile.
constexpr Rules rules_of(EventKind kind) {
    switch (kind) {
    case EventKind::opened: return {Action::read_ticket};
    case EventKind::status_changed: return {Action::read_ticket, true};
    case EventKind::remark_added: return {Action::read_ticket, true};
    case EventKind::answered: return {Action::read_ticket};
    case EventKind::edited: return {Action::read_ticket};
    case EventKind::withdrawn: return {Action::read_ticket};
    case EventKind::reopened:
    case EventKind::transferred: return {Action::read_ticket};
    case EventKind::noted:
    case EventKind::assigned:
    case EventKind::prioritised:
    case EventKind::undone:
    case EventKind::unsent:
    case EventKind::tagged: return {Action::read_notes};
    }
    return {Action::read_notes};
}

} // namespace

bool is_internal(EventKind kind) { return rules_of(kind).to_see != Action::read_ticket; }

bool visible(const TicketEvent& event, const Actor& actor, const Subject& ticket) {
    return may(actor, rules_of(event.kind).to_see, ticket);
}

bool counts_as_response(const TicketEvent& event) { return rules_of(event.kind).response; }

bool is_answered(const std::vector<TicketEvent>& events) {
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const TicketEvent& event) {
        return !is_internal(event.kind) && event.kind != EventKind::transferred;
    });
    return last != events.rend() && last->kind == EventKind::answered;
}

const TicketEvent* last_words_of_staff(const std::vector<TicketEvent>& events, Status status) {
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        if (counts_as_response(*event) && event->to == status && !event->text.empty()) return &*event;
    return nullptr;
}

} // namespace stu
