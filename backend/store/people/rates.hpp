#pragma once
// How often something has happened lately: the memory behind every limit.

#include "backend/store/engine/store.hpp"

#include <cstdint>
#include <string_view>

namespace stu::store {

struct Rate {
    std::int64_t events = 0;
    std::int64_t window_ends_ms = 0; ///< then it counts from 0 again
};

/// Counts so many events in a window of `window_ms` that begins with the first event. False, and nothing
/// counted, when there would be more than `most`.
bool count_events(Transaction& transaction, std::string_view bucket, std::int64_t now_ms,
                  std::int64_t window_ms, std::int64_t events, std::int64_t most);

/// What has been counted so far.
Rate rate_of(Transaction& transaction, std::string_view bucket, std::int64_t now_ms);

/// Takes back one event that should not have counted.
void uncount_event(Transaction& transaction, std::string_view bucket);

/// Forgets a bucket. False when nothing was counted in it.
bool clear_rate(Transaction& transaction, std::string_view bucket);

std::int64_t delete_expired_rates(Transaction& transaction, std::int64_t now_ms);

} // namespace stu::store
