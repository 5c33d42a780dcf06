#pragma once
// What a queue request asks for, for whoever counts it without reading it.

#include "backend/app/context.hpp"
#include "common/views.hpp"

#include <cstdint>

namespace stu::app {

/// The same question in words that mean the same for everybody at any time.
ListQueue settled(const Context& context, const ListQueue& request);

/// How many tickets match, at most `limit`. `request` is settled.
std::int64_t count_queue(store::Transaction& transaction, const ListQueue& request, std::int64_t limit);

} // namespace stu::app
