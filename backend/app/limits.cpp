#include "backend/app/limits.hpp"

#include "backend/security/sha256.hpp"
#include "backend/store/people/rates.hpp"

namespace stu::app {
namespace {

/// Hashed: e-mail addresses and network addresses are nobody's business in a table that outlives them.
std::string bucket_of(const Limit& limit, std::string_view whose) {
    return std::string(limit.what) + " " + security::sha256(whose).substr(0, 32);
}

Error too_often(std::int64_t wait_ms) {
    const std::int64_t seconds = (wait_ms + 999) / 1'000, minutes = (seconds + 59) / 60;
    const Message time = seconds <= 90   ? trn("{count} second", "{count} seconds", seconds)
                         : minutes <= 90 ? trn("{count} minute", "{count} minutes", minutes)
                                         : trn("{count} hour", "{count} hours", (minutes + 59) / 60);
    Error error =
        refuse(Code::too_many, tr("That was too often. Please try again in {time}.", {{"time", time}}));
    error.retry_after_s = seconds;
    return error;
}

} // namespace

Limit at_address(Limit limit, const Context& context) {
    if (context.campus) limit.events *= limit.times_on_campus;
    return limit;
}

std::optional<Error> count(store::Transaction& transaction, const Limit& limit, std::string_view whose,
                           std::int64_t now_ms, std::int64_t events) {
    const std::string bucket = bucket_of(limit, whose);
    if (store::count_events(transaction, bucket, now_ms, limit.window_ms, events, limit.events))
        return std::nullopt;
    const store::Rate rate = store::rate_of(transaction, bucket, now_ms);
    return too_often(rate.events == 0 ? limit.window_ms : rate.window_ends_ms - now_ms);
}

std::optional<Error> exhausted(store::Transaction& transaction, const Limit& limit, std::string_view whose,
                               std::int64_t now_ms) {
    const store::Rate rate = store::rate_of(transaction, bucket_of(limit, whose), now_ms);
    if (rate.events < limit.events) return std::nullopt;
    return too_often(rate.window_ends_ms - now_ms);
}

std::int64_t events_so_far(store::Transaction& transaction, const Limit& limit, std::string_view whose,
                           std::int64_t now_ms) {
    return store::rate_of(transaction, bucket_of(limit, whose), now_ms).events;
}

void uncount(store::Transaction& transaction, const Limit& limit, std::string_view whose) {
    store::uncount_event(transaction, bucket_of(limit, whose));
}

bool forgive(store::Transaction& transaction, const Limit& limit, std::string_view whose) {
    return store::clear_rate(transaction, bucket_of(limit, whose));
}

} // namespace stu::app
