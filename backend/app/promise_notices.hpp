#pragma once
// Tells staff by mail that what students are promised is due soon, or late.

#include "backend/app/context.hpp"

#include <cstdint>
#include <string_view>

namespace stu::app {

/// Tells of what has become soon or late, each once on all servers, of some hundred tickets at most. Returns
/// after how many milliseconds it wants to be called again: `most_ms`, or at once where others are left.
std::int64_t tell_of_promises(Services& services, std::int64_t most_ms);

/// The same for one ticket: mail, and that it is told, are of one transaction. `shared_now_ms` as in
/// Services::shared_clock.
void tell_of_promise(store::Transaction& transaction, const Context& context, std::string_view ticket_id,
                     std::int64_t shared_now_ms);

} // namespace stu::app
