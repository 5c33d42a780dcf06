#pragma once
// What a queue request asks for, for whoever counts it without reading it.

#include "backend/app/context.hpp"
#include "backend/store/tickets/ticket_lists.hpp"
#include "common/views.hpp"

#include <chrono>
#include <cstdint>

namespace stu::app {

/// The same question in words that mean the same for everybody at any time.
struct SettledQueue {
    ListQueue request;
    std::int64_t now_ms = 0; ///< for what is late; 0 where nobody asks
};
SettledQueue settle(const Context& context, const ListQueue& request);

/// How many tickets match, at most `limit`; cheap whatever is asked for. Words are looked for until
/// `patience` is over.
store::SomeCounted count_some(store::Transaction& transaction, const SettledQueue& settled,
                              std::int64_t limit, std::chrono::milliseconds patience);

} // namespace stu::app
