#pragma once
// What has been done on a ticket between what its reader had seen and what they wanted to send.

#include "common/views.hpp"
#include "frontend-wasm/app/pages/ticket.hpp"

#include <vector>

namespace stu::app {

/// How far a reader of `view` has seen.
Overtaken seen_of(const TicketView& view);

/// Of what others did since; oldest first. The pointers live as long as `view`.
std::vector<const TicketEvent*> news_since(const TicketView& view, const Overtaken& seen,
                                           std::string_view reader);

} // namespace stu::app
