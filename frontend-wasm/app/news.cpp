#include "frontend-wasm/app/news.hpp"

#include "common/event_rules.hpp"
#include "common/response.hpp"

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
Rows rows_of(const WorkPage& work) { return rows_of(work.page); }
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

bool has_event(const TicketView& view, std::int64_t sequence) {
    return std::any_of(view.events.begin(), view.events.end(),
                       [&](const TicketEvent& event) { return event.sequence == sequence; });
}

/// Whoever has just sent something waits for it to appear: that may move the page.
bool only_own_is_new(const TicketView& shown, const TicketView& fresh, const State& state) {
    return std::all_of(fresh.events.begin(), fresh.events.end(), [&](const TicketEvent& event) {
        return has_event(shown, event.sequence) || (state.user() && event.author_id == state.user()->id);
    });
}

/// What others have written since, for the student to read and for staff alone.
struct Written {
    std::int64_t all = 0, answers = 0, notes = 0;
};
Written written_since(const TicketView& shown, const TicketView& fresh, const State& state) {
    Written written;
    for (const TicketEvent& event : fresh.events) {
        if (has_event(shown, event.sequence) || event.text.empty() || !state.user() ||
            event.author_id == state.user()->id)
            continue;
        ++written.all;
        if (event.kind == EventKind::noted) ++written.notes;
        if (!is_internal(event.kind)) ++written.answers;
    }
    return written;
}

/// Calls `use` with what the present page shows and others may change, if it shows anything of the kind.
template <class AnyState, class F> void with_live(AnyState& state, F&& use) {
    if (auto* page = state.template on<page::Home>()) use(page->loaded);
    if (auto* page = state.template on<page::Tickets>()) use(page->loaded);
    if (auto* page = state.template on<page::Ticket>()) use(page->loaded);
    if (auto* page = state.template on<page::Queue>()) use(page->loaded);
    if (auto* page = state.template on<page::Work>()) use(page->loaded);
}

/// Tickets that were filed since the last change of those that are shown.
std::int64_t filed_rows(const Rows& shown, const Rows& fresh) {
    std::int64_t last_ms = 0;
    for (const TicketRow* row : shown) last_ms = std::max(last_ms, row->updated_ms);
    return std::count_if(fresh.begin(), fresh.end(),
                         [&](const TicketRow* row) { return row->created_ms > last_ms; });
}

template <class T> std::int64_t count_of_changes(const Live<T>& live, const State&) {
    return live.value && live.unshown ? changed_rows(rows_of(*live.value), rows_of(*live.unshown)) : 0;
}
std::int64_t count_of_changes(const Live<TicketView>& live, const State& state) {
    if (!live.value || !live.unshown) return 0;
    return written_since(*live.value, *live.unshown, state).all;
}

template <class T> Message text_of(const Live<T>& live, const State& state) {
    const std::int64_t tickets = count_of_changes(live, state);
    if (tickets == 0) return {};
    if (filed_rows(rows_of(*live.value), rows_of(*live.unshown)) == tickets)
        return trn("{count} new ticket", "{count} new tickets", tickets);
    return trn("{count} ticket has changed", "{count} tickets have changed", tickets);
}
Message text_of(const Live<TicketView>& live, const State& state) {
    if (!live.value || !live.unshown) return {};
    const Written written = written_since(*live.value, *live.unshown, state);
    if (written.all == 0) return tr("This ticket has changed");
    if (written.answers == written.all) return trn("{count} new answer", "{count} new answers", written.all);
    if (written.notes == written.all) return trn("{count} new note", "{count} new notes", written.all);
    return trn("{count} new entry", "{count} new entries", written.all);
}

void say(const State& state, const Message& said_before, Effects& effects) {
    const Message text = news_text(state);
    if (text == said_before) return;
    std::int64_t count = 0;
    with_live(state, [&](const auto& live) {
        count = std::max<std::int64_t>(count_of_changes(live, state), live.unshown ? 1 : 0);
    });
    effects.push_back(effect::SetWaiting{count});
    if (!text.empty()) effects.push_back(effect::Announce{tr("{news}.", {{"news", text}}), false});
}

template <class T> bool moves(const Live<T>& live, const T& fresh, const State&) {
    return live.value && !are_of_same_tickets(rows_of(*live.value), rows_of(fresh));
}
bool moves(const Live<TicketView>& live, const TicketView& fresh, const State& state) {
    // Beside words that others were faster than stands what others do, as it is now.
    if (const auto* page = state.on<page::Ticket>(); page && page->review.overtaken) return false;
    return live.value && !only_own_is_new(*live.value, fresh, state);
}

template <class T> bool keep(State& state, Live<T>& live, const T& fresh, Effects& effects) {
    const Message said = news_text(state);
    const bool waits = moves(live, fresh, state);
    live.unshown.reset();
    if (waits) {
        live.unshown = fresh;
        live.loading = false;
    }
    say(state, said, effects);
    return waits;
}

} // namespace

bool concerns_page(const State& state, const News& news) {
    const auto any = [&](auto&& is_meant) {
        return std::any_of(news.tickets.begin(), news.tickets.end(), is_meant);
    };
    switch (state.route.page) {
    case Page::home:
    case Page::tickets: return !state.is_staff();
    case Page::work: return true;
    case Page::queue:
        return any([&](const ChangedTicket& ticket) { return ticket.department == state.route.id; });
    case Page::ticket: {
        const auto* page = state.on<page::Ticket>();
        if (!page || !page->loaded.value) return false;
        const TicketView& newest = page->loaded.unshown ? *page->loaded.unshown : *page->loaded.value;
        return any([&](const ChangedTicket& ticket) {
            return ticket.number == newest.ticket.number &&
                   (ticket.internal || ticket.version > newest.ticket.version);
        });
    }
    default: return false;
    }
}

bool keep_for_later(State& state, Live<Home>& live, const Home& fresh, Effects& effects) {
    return keep(state, live, fresh, effects);
}

bool keep_for_later(State& state, Live<TicketPage>& live, const TicketPage& fresh, Effects& effects) {
    return keep(state, live, fresh, effects);
}

bool keep_for_later(State& state, Live<QueuePage>& live, const QueuePage& fresh, Effects& effects) {
    if (live.value) live.value->counts = fresh.counts; // each in its place
    return keep(state, live, fresh, effects);
}

bool keep_for_later(State& state, Live<WorkPage>& live, const WorkPage& fresh, Effects& effects) {
    if (live.value) { // each in its place
        live.value->lists = fresh.lists;
        live.value->kinds = fresh.kinds;
    }
    return keep(state, live, fresh, effects);
}

bool keep_for_later(State& state, Live<TicketView>& live, const TicketView& fresh, Effects& effects) {
    if (live.value) { // what is on its way no more would only mislead
        live.value->held = fresh.held;
        live.value->leaving = fresh.leaving;
    }
    return keep(state, live, fresh, effects);
}

Message news_text(const State& state) {
    Message text;
    with_live(state, [&](const auto& live) { text = text_of(live, state); });
    return text;
}

void show_news(State& state, Effects& effects) {
    const Message said = news_text(state);
    with_live(state, [](auto& live) {
        if (live.unshown) live.finish(*std::exchange(live.unshown, std::nullopt));
    });
    effects.emplace_back(effect::ShowNewest{});
    say(state, said, effects);
}

void forget_news(State& state, Effects& effects) {
    const Message said = news_text(state);
    with_live(state, [](auto& live) { live.unshown.reset(); });
    say(state, said, effects);
}

std::int64_t own_message_until_ms(const State& state) {
    const std::optional<Toast>& own = state.toast;
    const bool can_be_acted_on = own && own->good && (!own->link.empty() || own->can_undo());
    return can_be_acted_on ? own->since_ms + usual_undo_ms : 0;
}

} // namespace stu::app
