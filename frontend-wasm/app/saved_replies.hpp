#pragma once
// Saved replies where staff writes: which of them there are, and for what they are chosen.

#include "common/saved_reply.hpp"
#include "frontend-wasm/app/state.hpp"

#include <string_view>
#include <vector>

namespace stu::app {

/// Whether words stand in the form that nobody has saved.
bool writes_reply(const page::SavedReplies& page);

/// Null when there is none.
const SavedReply* find_reply(const stu::SavedReplies& saved, std::string_view id);

/// Those of the department, where it is not empty, that hold all words of `wanted`; first those whose titles
/// do. The pointers live as long as `saved`.
std::vector<const SavedReply*> matching_replies(const stu::SavedReplies& saved, std::string_view department,
                                                std::string_view wanted);

/// Of the ticket, or the tickets, that are being answered: id; empty = one or the other of the reader's.
std::string department_to_answer(const State& state);

/// Where one is chosen: for many tickets while they are being answered, else beside the one that is shown.
/// Null where neither is.
ReplyChooser* reply_chooser(State& state);

} // namespace stu::app
