#pragma once
// What is being written survives a reload, a crashed tab and an ended session: it is noted on this device
// after each change and wiped, or sealed for an hour, at sign-out. Files are noted by the id under which the
// server has them, or by the handle under which the browser keeps their bytes.

#include "frontend-wasm/app/state.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <cstdint>
#include <string_view>

namespace stu::app {

/// Notes what changed since the last call. Cheap when nothing did; call once a frame.
void keep_drafts(State& state, Surroundings& world);

/// Fills the empty forms of the present page from the notes of the person who is signed in.
void restore_drafts(State& state, const Surroundings& world);

/// Makes the notes that waited for a connection wait again, wherever the person is.
void restore_waiting(State& state, const Surroundings& world);

enum class DraftOf : std::uint8_t { ticket, answer, review, note, saved_reply, transfer, filing };
/// Erases a note, because what it holds was sent or discarded. `number` of the ticket; empty for a new one,
/// and for a saved reply.
void forget_draft(State& state, Surroundings& world, DraftOf form, std::string_view number);

} // namespace stu::app
