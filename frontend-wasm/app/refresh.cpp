#include "frontend-wasm/app/refresh.hpp"

#include "frontend-wasm/app/navigation.hpp"

namespace stu::app {
namespace {

constexpr std::int64_t fresh_for_ms = 15'000;

bool shows_data(const State& state) {
    switch (state.route.page) {
    case Page::home:
    case Page::tickets:
    case Page::ticket:
    case Page::work:
    case Page::saved_replies:
    case Page::queue:
    case Page::analytics:
    case Page::settings: return state.user() != nullptr;
    case Page::followed: return true;
    default: return false;
    }
}

} // namespace

void refresh_if_old(State& state, Surroundings& world, Effects& effects) {
    if (!state.session.value || state.outdated || state.sign_in_again || state.connection_lost) return;
    if (world.now_ms() - state.asked_ms < fresh_for_ms) return;
    if (shows_data(state)) load_page(state, world, effects);
    state.asked_ms = world.now_ms();
    state.quietly = true;
    if (state.user()) effects.push_back(call<CurrentSession>(state, {}));
}

void refresh_gently(State& state, Surroundings& world, Effects& effects, bool counts) {
    if (!state.user() || state.outdated || state.sign_in_again || state.connection_lost) return;
    if (shows_data(state)) load_page(state, world, effects, true);
    if (counts) effects.push_back(call<CurrentSession>(state, {}, true));
}

bool let_pass(State& state, const Error& error, Effects& effects) {
    if (error.code != Code::unavailable && error.code != Code::internal && error.code != Code::too_many)
        return false;
    state.asked_ms = 0;
    effects.emplace_back(effect::AwaitConnection{});
    return true;
}

bool writes_to_ticket(const page::Ticket& page) {
    return page.answer.touched() || page.review.touched() || !page.note.request.text.empty() ||
           page.edit.open || !page.reopening.request.message.empty() || !page.transfer.request.reason.empty();
}

} // namespace stu::app
