#include "common/event_rules.hpp"

#include <algorithm>

namespace stu {
namespace {

struct Rules {
    Action to_see; ///< what somebody who sees it may do with the ticket
    bool response = false;
    bool for_watchers = false; ///< whether those who watch the ticket are told
};

/// A kind without its row does not compile.
constexpr Rules rules_of(EventKind kind) {
    switch (kind) {
    case EventKind::opened: return {Action::read_ticket};
    case EventKind::status_changed: return {Action::read_ticket, true, true};
    case EventKind::remark_added: return {Action::read_ticket, true, true};
    case EventKind::answered:
    case EventKind::edited:
    case EventKind::withdrawn:
    case EventKind::reopened:
    case EventKind::transferred:
    case EventKind::merged:
    case EventKind::unmerged: return {Action::read_ticket, false, true};
    case EventKind::noted:
    case EventKind::assigned: return {Action::read_notes, false, true};
    case EventKind::prioritised:
    case EventKind::undone:
    case EventKind::unsent:
    case EventKind::tagged:
    case EventKind::watched:
    case EventKind::linked: return {Action::read_notes};
    }
    return {Action::read_notes};
}

} // namespace

bool is_internal(EventKind kind) { return rules_of(kind).to_see != Action::read_ticket; }

bool visible(const TicketEvent& event, const Actor& actor, const Subject& ticket) {
    return may(actor, rules_of(event.kind).to_see, ticket);
}

bool only_moves(EventKind kind) {
    return kind == EventKind::transferred || kind == EventKind::merged || kind == EventKind::unmerged;
}

bool counts_as_response(const TicketEvent& event) { return rules_of(event.kind).response; }

bool is_for_watchers(EventKind kind) { return rules_of(kind).for_watchers; }

bool is_answered(const std::vector<TicketEvent>& events) {
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const TicketEvent& event) {
        return !is_internal(event.kind) && !only_moves(event.kind);
    });
    return last != events.rend() && last->kind == EventKind::answered;
}

const TicketEvent* last_words_of_staff(const std::vector<TicketEvent>& events, Status status) {
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        if (counts_as_response(*event) && event->to == status && !event->text.empty()) return &*event;
    return nullptr;
}

} // namespace stu
