#include "common/promise.hpp"

#include <algorithm>

namespace stu {
namespace {

/// When `target_ms` of the turns is over. `done_ms`: when what was promised was done; 0 = not yet.
std::int64_t due_of(const OpeningHours& hours, std::int64_t target_ms, const std::vector<Period>& turns,
                    std::int64_t done_ms) {
    if (target_ms <= 0) return 0;
    for (const Period& turn : turns) {
        if (done_ms > 0 && turn.from_ms > done_ms) break;
        const bool is_last = turn.before_ms <= 0 || (done_ms > 0 && done_ms <= turn.before_ms);
        const std::int64_t spent_ms = is_last ? 0 : business_ms_between(hours, turn.from_ms, turn.before_ms);
        if (is_last || spent_ms >= target_ms)
            return after_business_ms(hours, turn.from_ms, target_ms).value_or(0);
        target_ms -= spent_ms;
    }
    // It stands still. What was done meanwhile was in time, by what was left.
    return done_ms > 0 ? after_business_ms(hours, done_ms, target_ms).value_or(0) : 0;
}

} // namespace

bool moves_clock(EventKind kind) {
    switch (kind) {
    case EventKind::opened:
    case EventKind::status_changed:
    case EventKind::remark_added:
    case EventKind::answered:
    case EventKind::withdrawn:
    case EventKind::reopened:
    case EventKind::prioritised:
    case EventKind::transferred:
    case EventKind::merged:
    case EventKind::unmerged: return true;
    case EventKind::edited:
    case EventKind::noted:
    case EventKind::assigned:
    case EventKind::undone:
    case EventKind::unsent:
    case EventKind::tagged:
    case EventKind::watched:
    case EventKind::linked: return false;
    }
    return false;
}

std::vector<Period> turns_of_staff(const std::vector<TicketEvent>& events, std::string_view number) {
    std::vector<Period> turns;
    bool gone = false; // withdrawn, or merged into another ticket
    std::int64_t at_ms = 0;
    for (const TicketEvent& event : events) {
        at_ms = std::max(at_ms, event.at_ms); // a clock that was set back takes nothing away
        const bool of_this = event.was == number;
        if (event.kind == EventKind::withdrawn || (event.kind == EventKind::merged && of_this)) gone = true;
        if (event.kind == EventKind::reopened || (event.kind == EventKind::unmerged && of_this)) gone = false;
        const bool runs = !gone && turn_of(event.to) == Turn::staff;
        const bool ran = !turns.empty() && turns.back().before_ms == 0;
        if (runs && !ran) turns.push_back({at_ms, 0});
        if (!runs && ran) turns.back().before_ms = at_ms;
    }
    return turns;
}

Promise promise_of(const OpeningHours& hours, const Targets& targets, const std::vector<Period>& turns,
                   std::int64_t first_response_ms, std::int64_t closed_ms) {
    Promise promise{due_of(hours, targets.answer_ms, turns, first_response_ms),
                    due_of(hours, targets.solve_ms, turns, closed_ms), 0, 0};
    const bool runs = !turns.empty() && turns.back().before_ms == 0;
    if (!runs) return promise;
    std::int64_t target_ms = targets.solve_ms;
    promise.due_ms = promise.solve_due_ms;
    const bool owes_answer = first_response_ms == 0 && promise.answer_due_ms > 0;
    if (owes_answer && (promise.due_ms == 0 || promise.answer_due_ms <= promise.due_ms)) {
        target_ms = targets.answer_ms;
        promise.due_ms = promise.answer_due_ms;
    }
    if (promise.due_ms > 0) promise.soon_ms = due_of(hours, target_ms - target_ms / 4, turns, 0);
    return promise;
}

} // namespace stu
