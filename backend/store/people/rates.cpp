#include "backend/store/people/rates.hpp"

namespace stu::store {

// Primary key. Counted and compared in one statement: of two who come at once, one sees the other.
constexpr std::string_view add = R"(
    INSERT INTO rate (bucket, events, window_ends_ms) VALUES ($1, $4, $3)
    ON CONFLICT (bucket) DO UPDATE SET
        events = CASE WHEN rate.window_ends_ms <= $2 THEN $4 ELSE rate.events + $4 END,
        window_ends_ms = CASE WHEN rate.window_ends_ms <= $2 THEN $3 ELSE rate.window_ends_ms END
    WHERE rate.window_ends_ms <= $2 OR rate.events + $4 <= $5)";

bool count_events(Transaction& transaction, std::string_view bucket, std::int64_t now_ms,
                  std::int64_t window_ms, std::int64_t events, std::int64_t most) {
    return events <= most &&
           transaction.connection().run(add, {bucket, now_ms, now_ms + window_ms, events, most}) == 1;
}

// Primary key.
constexpr std::string_view select_rate = R"(
    SELECT events, window_ends_ms FROM rate WHERE bucket = $1 AND window_ends_ms > $2)";

Rate rate_of(Transaction& transaction, std::string_view bucket, std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_rate, {bucket, now_ms});
    return row->next() ? Rate{row->integer(0), row->integer(1)} : Rate{};
}

// Primary key.
constexpr std::string_view take_back = R"(
    UPDATE rate SET events = events - 1 WHERE bucket = $1 AND events > 0)";

void uncount_event(Transaction& transaction, std::string_view bucket) {
    transaction.connection().run(take_back, {bucket});
}

// Primary key.
constexpr std::string_view delete_rate = R"(DELETE FROM rate WHERE bucket = $1)";

bool clear_rate(Transaction& transaction, std::string_view bucket) {
    return transaction.connection().run(delete_rate, {bucket}) != 0;
}

// Index rate_window.
constexpr std::string_view delete_old_rates = R"(DELETE FROM rate WHERE window_ends_ms <= $1)";

std::int64_t delete_expired_rates(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(delete_old_rates, {now_ms});
}

} // namespace stu::store
