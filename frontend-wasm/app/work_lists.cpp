#include "frontend-wasm/app/work_lists.hpp"

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

} // namespace stu::app
