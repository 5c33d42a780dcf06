#include "frontend-wasm/app/news.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace stu::app {
namespace {

using Rows = std::vector<const TicketRow*>;

Rows rows_of(const TicketPage& page) {
    Rows rows;
    for (const TicketRow& row : page.rows) rows.push_back(&row);
    return rows;
}
Rows rows_of(const QueuePage& queue) { return rows_of(queue.page); }
Rows rows_of(const Home& home) {
    Rows rows;
    for (const Waiting& waiting : home.waiting) rows.push_back(&waiting.ticket);
    for (const TicketRow& row : home.recent) rows.push_back(&row);
    return rows;
}

bool are_of_same_tickets(const Rows& shown, const Rows& fresh) {
    return std::equal(shown.begin(), shown.end(), fresh.begin(), fresh.end(),
                      [](const TicketRow* a, const TicketRow* b) { return a->number == b->number; });
}

/// Tickets that are new in `fresh` or have changed; at least one, for another one may be gone.
std::int64_t changed_rows(const Rows& shown, const Rows& fresh) {
    std::vector<std::string_view> changed;
    for (const TicketRow* row : fresh) {
        const bool known = std::any_of(shown.begin(), shown.end(), [&](const TicketRow* other) {
            return other->number == row->number && other->updated_ms == row->updated_ms;
        });
        if (!known && std::find(changed.begin(), changed.end(), row->number) == changed.end())
            changed.push_back(row->number);
    }
    return std::max<std::int64_t>(static_cast<std::int64_t>(changed.size()), 1);
}

std::vector<std::int64_t> new_answers(const TicketView& shown, const TicketView& fresh, const State& state) {
    std::vector<std::int64_t> answers;
    for (const TicketEvent& event : fresh.events)
        if (event.sequence > shown.ticket.version && !event.text.empty() && state.user() &&
            event.author_id != state.user()->id)
            answers.push_back(event.sequence);
    return answers;
}

template <class Page>
std::int64_t changed_tickets(const Loaded<Page>& shown, const std::optional<Page>& fresh) {
    return shown.value && fresh ? changed_rows(rows_of(*shown.value), rows_of(*fresh)) : 0;
}

std::int64_t count_of_tickets(const State& state) {
    return changed_tickets(state.home, state.unshown.home) +
           changed_tickets(state.tickets, state.unshown.tickets) +
           changed_tickets(state.queue, state.unshown.queue);
}

std::int64_t count_of_answers(const State& state) {
    if (!state.ticket.value || !state.unshown.ticket) return 0;
    const auto answers = new_answers(*state.ticket.value, *state.unshown.ticket, state);
    return static_cast<std::int64_t>(answers.size());
}

void say(const State& state, const Message& said_before, Effects& effects) {
    const Message text = news_text(state);
    if (text == said_before) return;
    const bool other_change = state.unshown.ticket && count_of_answers(state) == 0;
    effects.push_back(
        effect::SetWaiting{count_of_tickets(state) + count_of_answers(state) + (other_change ? 1 : 0)});
    if (!text.empty()) effects.push_back(effect::Announce{tr("{news}.", {{"news", text}}), false});
}

template <class Page>
bool keep(State& state, Loaded<Page>& loaded, std::optional<Page>& unshown, const Page& fresh, bool moves,
          Effects& effects) {
    const Message said = news_text(state);
    const bool waits = loaded.value && moves;
    unshown.reset();
    if (waits) {
        unshown = fresh;
        loaded.loading = false;
    }
    say(state, said, effects);
    return waits;
}

template <class Page> bool moves_rows(const Loaded<Page>& shown, const Page& fresh) {
    return shown.value && !are_of_same_tickets(rows_of(*shown.value), rows_of(fresh));
}

template <class Page> void take(Loaded<Page>& loaded, std::optional<Page>& unshown) {
    if (unshown) loaded.finish(*std::exchange(unshown, std::nullopt));
}

} // namespace

bool concerns_page(const State& state, const News& news) {
    const auto any = [&](auto&& is_meant) {
        return std::any_of(news.tickets.begin(), news.tickets.end(), is_meant);
    };
    switch (state.route.page) {
    case Page::home:
    case Page::tickets: return !state.is_staff();
    case Page::queue:
        return any([&](const ChangedTicket& ticket) { return ticket.department == state.route.id; });
    case Page::ticket: {
        if (!state.ticket.value) return false;
        const TicketView& newest = state.unshown.ticket ? *state.unshown.ticket : *state.ticket.value;
        return any([&](const ChangedTicket& ticket) {
            return ticket.number == newest.ticket.number && ticket.version > newest.ticket.version;
        });
    }
    default: return false;
    }
}

bool keep_for_later(State& state, const Home& fresh, Effects& effects) {
    return keep(state, state.home, state.unshown.home, fresh, moves_rows(state.home, fresh), effects);
}

bool keep_for_later(State& state, const TicketPage& fresh, Effects& effects) {
    return keep(state, state.tickets, state.unshown.tickets, fresh, moves_rows(state.tickets, fresh),
                effects);
}

bool keep_for_later(State& state, const QueuePage& fresh, Effects& effects) {
    if (state.queue.value) state.queue.value->counts = fresh.counts; // each in its place
    return keep(state, state.queue, state.unshown.queue, fresh, moves_rows(state.queue, fresh), effects);
}

bool keep_for_later(State& state, const TicketView& fresh, Effects& effects) {
    const bool grows = state.ticket.value && fresh.events.size() > state.ticket.value->events.size();
    return keep(state, state.ticket, state.unshown.ticket, fresh, grows, effects);
}

Message news_text(const State& state) {
    if (const std::int64_t tickets = count_of_tickets(state))
        return trn("{count} ticket has changed", "{count} tickets have changed", tickets);
    if (!state.unshown.ticket) return {};
    const std::int64_t answers = count_of_answers(state);
    if (answers == 0) return tr("This ticket has changed");
    return trn("{count} new answer", "{count} new answers", answers);
}

void show_news(State& state, Effects& effects) {
    const Message said = news_text(state);
    take(state.home, state.unshown.home);
    take(state.tickets, state.unshown.tickets);
    take(state.ticket, state.unshown.ticket);
    take(state.queue, state.unshown.queue);
    say(state, said, effects);
}

void forget_news(State& state, Effects& effects) {
    const Message said = news_text(state);
    state.unshown = {};
    say(state, said, effects);
}

} // namespace stu::app
