#include "backend/store/tickets/promise_notices.hpp"

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/promises.hpp"

namespace stu::store {
namespace {

constexpr std::int64_t all_told = -1;

// Partial index ticket_notice.
constexpr std::string_view select_notices =
    "SELECT id FROM ticket WHERE notice_ms > 0 AND notice_ms <= $1 ORDER BY notice_ms, id LIMIT $2";
// Primary key, as the next but one and the one after it.
constexpr std::string_view select_notice = "SELECT " DUE_COLUMNS ", notice_ms FROM ticket WHERE id = $1";
constexpr std::string_view update_notice = "UPDATE ticket SET notice_ms = $2 WHERE id = $1";
constexpr std::string_view keep_told = R"(
    INSERT INTO promise_notice (ticket_id, promise, stage, told_ms) VALUES ($1, $2, $3, $4)
    ON CONFLICT (ticket_id, promise, stage) DO UPDATE SET told_ms = excluded.told_ms
        WHERE promise_notice.told_ms < $5)";

// Partial index ticket_notice_undecided.
constexpr std::string_view select_undecided =
    "SELECT id FROM ticket WHERE soon_ms > 0 AND notice_ms = 0 LIMIT 1";
constexpr std::string_view update_undecided = R"(
    UPDATE ticket SET notice_ms = CASE WHEN soon_ms > $1 THEN soon_ms WHEN due_ms > $1 THEN due_ms ELSE -1 END
    WHERE id IN (SELECT id FROM ticket WHERE soon_ms > 0 AND notice_ms = 0 LIMIT $2))";
// Partial index ticket_notice.
constexpr std::string_view leave_undecided = "UPDATE ticket SET notice_ms = 0 WHERE notice_ms > 0";

} // namespace

std::vector<std::string> tickets_with_notice(Transaction& transaction, std::int64_t now_ms) {
    return ids_of(*transaction.connection().query(select_notices, {now_ms, notices_at_once}));
}

std::optional<Due> take_notice(Transaction& transaction, std::string_view ticket_id, std::int64_t now_ms) {
    const auto row = transaction.connection().query(select_notice, {ticket_id});
    if (!row->next() || row->integer(5) <= 0 || row->integer(5) > now_ms) return std::nullopt;
    const Due due = due_in(*row, 0);
    if (due.soon_ms == 0 || due.soon_ms > now_ms) { // a server of the version before has changed it
        put_off_notice(transaction, ticket_id, due.soon_ms);
        return std::nullopt;
    }
    const DueStage stage = due.is_late(now_ms) ? DueStage::late : DueStage::soon;
    const std::int64_t since_ms = stage == DueStage::late ? due.at_ms : due.soon_ms;
    put_off_notice(transaction, ticket_id, stage == DueStage::late ? all_told : due.at_ms);
    const bool is_new = transaction.connection().run(
                            keep_told, {ticket_id, name_of(due.what), name_of(stage), now_ms, since_ms}) != 0;
    return is_new ? std::optional(due) : std::nullopt;
}

void put_off_notice(Transaction& transaction, std::string_view ticket_id, std::int64_t until_ms) {
    transaction.connection().run(update_notice, {ticket_id, until_ms});
}

void decide_notices_anew(Transaction& transaction) { transaction.connection().run(leave_undecided, {}); }

bool decide_notices(Store& store, std::int64_t now_ms) {
    const bool is_left = store.read([](Transaction& transaction) {
        return transaction.connection().query(select_undecided, {})->next();
    });
    return is_left && store.write([&](Transaction& transaction) {
        return transaction.connection().run(update_undecided, {now_ms, notices_at_once}) != 0;
    });
}

} // namespace stu::store
