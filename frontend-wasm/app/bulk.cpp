#include "frontend-wasm/app/bulk.hpp"

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
    const auto* queue = state.on<page::Queue>();
    if (bulk->everything && queue && queue->loaded.value) return queue->loaded.value->page.total;
    return static_cast<std::int64_t>(bulk->tickets.size());
}

} // namespace stu::app
