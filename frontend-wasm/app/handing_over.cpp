#include "frontend-wasm/app/handing_over.hpp"

#include "common/wire/binary.hpp"
#include "frontend-wasm/app/navigation.hpp"

#include <string>
#include <utility>

namespace stu::app {
namespace {

std::string said_key(const State& state) { return "said " + state.owner; }

} // namespace

void hand_toast_over(const State& state, Surroundings& world) {
    if (state.toast) world.write_note(said_key(state), wire::to_binary(state.toast->text));
}

void take_toast_over(State& state, Surroundings& world, Effects& effects) {
    const std::string note = world.read_note(said_key(state));
    if (note.empty()) return;
    world.write_note(said_key(state), {});
    if (auto text = wire::from_binary<Message>(note))
        show_toast(state, std::move(text.value()), true, effects);
}

} // namespace stu::app
