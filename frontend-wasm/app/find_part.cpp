#include "frontend-wasm/app/find_part.hpp"

#include "common/typed_text.hpp"
#include "frontend-wasm/app/queue_filter.hpp"

#include <utility>

namespace stu::app {
namespace {

/// Whoever types on within it is not asked for yet.
constexpr std::int64_t pause_ms = 120;

/// One question is on its way at a time: what is typed meanwhile is asked for when its answer is there.
void ask(State& state, Effects& effects) {
    Finder& finder = state.finder;
    if (finder.found.loading) return;
    finder.due_ms = 0;
    finder.asked = {finder.text, finder.best_first};
    if (as_line(finder.text).empty() || !validate(finder.asked).empty()) {
        finder.found = {};
        return;
    }
    finder.found.start();
    effects.push_back(call<FindEverything>(state, finder.asked));
}

/// What a reader who does not see the list hears of it.
Message announced(const Findings& found, const Catalogue& catalogue) {
    Message words = trn("{count} ticket", "{count} tickets", static_cast<std::int64_t>(found.tickets.size()));
    if (found.is_narrowed)
        for (const Message& each : filters_in_words(found, catalogue))
            words = tr("{items}, {next}", {{"items", words}, {"next", each}});
    for (const ScopeDoubt& each : found.doubts)
        words = tr("{items}, {next}", {{"items", words}, {"next", in_words(each)}});
    return words;
}

} // namespace

Effects ask_when_due(State& state, const Surroundings& world) {
    Effects effects;
    Finder& finder = state.finder;
    if (!state.is_staff() || finder.due_ms == 0 || world.now_ms() < finder.due_ms) return effects;
    finder.due_ms = 0;
    ask(state, effects);
    return effects;
}

void FindPart::operator()(const intent::OpenFinder&) {
    Finder& finder = state_.finder;
    if (finder.visit != state_.visit) finder = {};
    finder.visit = state_.visit;
    finder.open = true;
}

/// What is on its way stays known: its answer must not be taken for that to what is typed next.
void FindPart::operator()(const intent::CloseFinder&) {
    Finder before = std::exchange(state_.finder, {});
    if (!before.found.loading) return;
    state_.finder.visit = before.visit;
    state_.finder.asked = std::move(before.asked);
    state_.finder.found.start();
}

void FindPart::operator()(const intent::FindTyped&) {
    Finder& finder = state_.finder;
    finder.best_first = false;
    finder.chosen.clear();
    finder.due_ms = world_.now_ms() + pause_ms;
    if (as_line(finder.text).empty()) ask(state_, effects_);
}

void FindPart::operator()(const intent::FindBestFirst&) {
    state_.finder.best_first = true;
    ask(state_, effects_);
}

void FindPart::operator()(const intent::ChooseFound& happened) { state_.finder.chosen = happened.key; }

void FindPart::operator()(const intent::GoToFound& happened) {
    state_.finder = {};
    visit(happened.url, History::push);
}

void FindPart::operator()(const intent::Replied<FindEverything>& reply) {
    Finder& finder = state_.finder;
    if (finder.visit == 0 || reply.visit != finder.visit) return;
    finder.found.finish(reply.result);
    if (!finder.open) finder.found = {};
    if (!reply.result) {
        handle_everywhere(state_, reply.result.error(), effects_);
        return;
    }
    if (!finder.open) return;
    if (finder.text != finder.asked.text || finder.best_first != finder.asked.best_first) {
        if (finder.due_ms == 0) ask(state_, effects_);
        return;
    }
    const auto& tickets = reply.result->tickets;
    // A number that was pasted, say: there is nothing to choose from.
    if (finder.best_first && tickets.size() == 1)
        return (*this)(intent::GoToFound{"/tickets/" + tickets.front().number});
    effects_.push_back(effect::Announce{announced(reply.result.value(), state_.catalogue()), false});
}

} // namespace stu::app
