#include "frontend-wasm/app/bulk.hpp"

#include "common/merging.hpp"
#include "frontend-wasm/app/state.hpp"

#include <algorithm>

namespace stu::app {

const ChosenTicket* Bulk::find(std::string_view number) const {
    const auto found = std::find_if(tickets.begin(), tickets.end(),
                                    [&](const ChosenTicket& each) { return each.number == number; });
    return found == tickets.end() ? nullptr : &*found;
}

const Bulk* chosen_here(const State& state) {
    const Bulk& bulk = state.bulk;
    const bool any = !bulk.tickets.empty() || bulk.choosing;
    return bulk.visit == state.visit && any ? &bulk : nullptr;
}

std::int64_t chosen_count(const State& state) {
    const Bulk* bulk = chosen_here(state);
    if (!bulk) return 0;
    return bulk->everything ? known_total(state) : static_cast<std::int64_t>(bulk->tickets.size());
}

std::int64_t known_total(const State& state) {
    const TicketPage* page = page_shown(state);
    if (!page) return 0;
    if (!page->more_than_total) return page->total;
    return state.bulk.visit == state.visit ? state.bulk.counted : 0;
}

const TicketPage* page_shown(const State& state) {
    if (const auto* queue = state.on<page::Queue>(); queue && queue->loaded.value)
        return &queue->loaded.value->page;
    if (const auto* work = state.on<page::Work>(); work && work->loaded.value)
        return &work->loaded.value->page;
    return nullptr;
}

std::vector<const TicketRow*> rows_to_merge(const State& state) {
    std::vector<const TicketRow*> chosen;
    const Bulk* bulk = chosen_here(state);
    const TicketPage* page = page_shown(state);
    if (!bulk || !page || bulk->everything || bulk->tickets.size() > max_merged + 1) return chosen;
    for (const TicketRow& row : page->rows)
        if (bulk->find(row.number)) chosen.push_back(&row);
    if (chosen.size() < 2) chosen.clear();
    std::stable_sort(chosen.begin(), chosen.end(), [](const TicketRow* one, const TicketRow* other) {
        const bool closed = is_closed(one->status), other_closed = is_closed(other->status);
        return closed != other_closed ? other_closed : one->created_ms < other->created_ms;
    });
    return chosen;
}

} // namespace stu::app
