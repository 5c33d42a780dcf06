#include "frontend-wasm/app/overtaken.hpp"

#include <algorithm>

namespace stu::app {

Overtaken seen_of(const TicketView& view) {
    Overtaken seen;
    for (const TicketEvent& event : view.events) {
        seen.version = std::max(seen.version, event.sequence);
        seen.internal = std::min(seen.internal, event.sequence);
    }
    return seen;
}

std::vector<const TicketEvent*> news_since(const TicketView& view, const Overtaken& seen,
                                           std::string_view reader) {
    std::vector<const TicketEvent*> news;
    for (const TicketEvent& event : view.events)
        if ((event.sequence > seen.version || event.sequence < seen.internal) && event.author_id != reader &&
            event.kind != EventKind::watched) // says nothing about the ticket
            news.push_back(&event);
    return news;
}

const TicketEvent* first_unread(const TicketView& view, std::int64_t read_before, std::string_view reader,
                                bool called) {
    if (read_before == 0) return called || view.events.empty() ? nullptr : &view.events.front();
    const auto first = std::find_if(view.events.begin(), view.events.end(), [&](const TicketEvent& event) {
        return event.sequence > read_before && event.author_id != reader;
    });
    return first == view.events.end() ? nullptr : &*first;
}

} // namespace stu::app
