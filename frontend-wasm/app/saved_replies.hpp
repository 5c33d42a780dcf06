#pragma once
// Saved replies where staff writes: which of them, and what stands for their variables on a ticket.

#include "common/saved_reply.hpp"
#include "common/ticket.hpp"
#include "frontend-wasm/app/state.hpp"

#include <string_view>
#include <vector>

namespace stu::app {

/// Whether words stand in the form that nobody has saved.
bool writes_reply(const page::SavedReplies& page);

/// Null when there is none.
const SavedReply* find_reply(const stu::SavedReplies& saved, std::string_view id);

/// Those of the department that hold all words of `wanted`; first those whose titles do. The pointers live as
/// long as `saved`.
std::vector<const SavedReply*> matching_replies(const stu::SavedReplies& saved, std::string_view department,
                                                std::string_view wanted);

/// What is known for the variables: {{student}}, {{first_name}}, {{ticket}}, {{service}}, {{department}},
/// {{subject}}, {{me}}.
ReplyValues reply_values(const State& state, const Ticket& ticket);

} // namespace stu::app
