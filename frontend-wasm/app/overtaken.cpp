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
        if ((event.sequence > seen.version || event.sequence < seen.internal) && event.author_id != reader)
            news.push_back(&event);
    return news;
}

} // namespace stu::app
