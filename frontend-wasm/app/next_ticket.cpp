#include "frontend-wasm/app/next_ticket.hpp"

#include "frontend-wasm/app/navigation.hpp"
#include "frontend-wasm/app/trail.hpp"

#include <utility>

namespace stu::app {

bool go_to_next(State& state, const std::string& number, Message done, Surroundings& world,
                Effects& effects) {
    const std::string next = place_in_trail(state, number).next;
    if (next.empty()) return false;
    go(state, next, History::push, world, effects);
    show_toast(state, std::move(done), true, effects, "/tickets/" + number);
    return true;
}

bool pressed_once_more(const page::Ticket& page, const std::string& text, const std::string& draft,
                       std::int64_t now_ms) {
    constexpr std::int64_t moment_ms = 1'000;
    return !draft.empty() && text == draft && now_ms - page.shown_since_ms < moment_ms;
}

} // namespace stu::app
