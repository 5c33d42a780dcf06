#pragma once
// What could not be sent for want of a connection. It stays on this device, survives a reload and goes by
// itself, once: each message has a request id, and the server files one id once.

#include "frontend-wasm/app/effect.hpp"

#include <cstdint>

namespace stu::app {

/// A form or a file of the person who is signed in.
bool anything_waits(const State& state);

/// An answer that waits while its ticket is left goes aside, and back into the form with the ticket.
void set_answer_aside(State& state, Effects& effects);
void take_answer_up(State& state);

/// The file of any form that has this handle; null when it was removed.
FileDraft* find_file(State& state, std::uint32_t handle);

/// What is on its way is not sent to its end: another person is at this computer now.
void stop_uploads(State& state, Effects& effects);

/// Sends the files that waited.
void resume_all_files(State& state, Effects& effects);

/// Sends the waiting answers to other tickets than the present one, but for those whose files are on their
/// way.
void send_answers_set_aside(State& state, Effects& effects);

} // namespace stu::app
