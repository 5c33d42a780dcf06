#include "frontend-wasm/app/work_lists.hpp"

#include <algorithm>

namespace stu::app {

Marked work_title(WorkList list) {
    switch (list) {
    case WorkList::my_turn: return tr("My turn");
    case WorkList::unassigned: return tr("Unassigned");
    case WorkList::mine: return tr("Assigned to me");
    case WorkList::mentions: return tr("Mentions");
    }
    return {};
}

Marked wait_name(WaitKind kind) {
    switch (kind) {
    case WaitKind::any: return tr("All");
    case WaitKind::fresh: return tr("New");
    case WaitKind::answered: return tr("Answered");
    case WaitKind::late: return tr("Late");
    }
    return {};
}

Route work_route(WorkList list, WaitKind kind) {
    const Route route{Page::work, std::string(name_of(list)), {}};
    return route.with("kind", kind == WaitKind::any ? std::string_view() : name_of(kind));
}

ListWork work_request(const Route& route) {
    ListWork request;
    request.list = from_name<WorkList>(route.id).value_or(WorkList::my_turn);
    if (waits(request.list))
        request.kind = from_name<WaitKind>(route.parameter("kind")).value_or(WaitKind::any);
    request.older_than = route.parameter("older");
    request.newer_than = route.parameter("newer");
    return request;
}

void note_trail(State& state, const std::vector<TicketRow>& rows) {
    state.trail = {url_of(state.route), {}};
    for (const TicketRow& row : rows) state.trail.numbers.push_back(row.number);
}

Place place_in_trail(const State& state, std::string_view number) {
    const auto& numbers = state.trail.numbers;
    const auto found = std::find(numbers.begin(), numbers.end(), number);
    if (found == numbers.end()) return {};
    Place place{static_cast<std::size_t>(found - numbers.begin()) + 1, numbers.size(), {}, {}};
    if (found != numbers.begin()) place.previous = "/tickets/" + *(found - 1);
    if (found + 1 != numbers.end()) place.next = "/tickets/" + *(found + 1);
    return place;
}

} // namespace stu::app
