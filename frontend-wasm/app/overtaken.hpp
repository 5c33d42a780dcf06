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

/// The first event of others that is new to whoever had read up to version `read_before`; null where there is
/// none. Who had read nothing begins at the beginning; but with `called`, by a note, at the newest.
const TicketEvent* first_unread(const TicketView& view, std::int64_t read_before, std::string_view reader,
                                bool called);

} // namespace stu::app
