#include "backend/store/mail/outbox.hpp"

#include "backend/store/engine/rows.hpp"

namespace stu::store {

// Due at once, or after its delay. Not by the clock of a server that is ahead: others would leave its mail
// alone until then.
#define INSERT_MAIL(due)                                                                                     \
    "INSERT INTO outbox (id, recipient, recipient_name, subject, body, state, attempts, created_ms, "        \
    "next_attempt_ms, tried_since_ms, ticket_id, event, language) "                                          \
    "VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, " due " + $10, $6, $7, $8, $9)"
constexpr std::string_view insert_alone = INSERT_MAIL("$6");
constexpr std::string_view insert_among_others =
    INSERT_MAIL("LEAST($6, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)");
#undef INSERT_MAIL

void insert_mail(Transaction& transaction, const OutgoingMail& mail) {
    sql::Connection& connection = transaction.connection();
    connection.run(connection.dialect() == sql::Dialect::postgres ? insert_among_others : insert_alone,
                   {mail.id, mail.recipient, mail.recipient_name, mail.subject, mail.body, mail.created_ms,
                    sql::optional_text(mail.ticket_id), mail.event, mail.language, mail.delay_ms});
    transaction.after_commit(MailQueued{});
}

// Partial index outbox_due, its few rows that are not due yet; what is tried again is among them.
constexpr std::string_view delete_not_due = R"(
    DELETE FROM outbox
    WHERE state = 'waiting' AND next_attempt_ms > $3 AND attempts = 0 AND ticket_id = $1 AND recipient = $2)";

std::int64_t unsend_mail(Transaction& transaction, std::string_view ticket_id, std::string_view recipient,
                         std::int64_t now_ms) {
    return transaction.connection().run(delete_not_due, {ticket_id, recipient, now_ms});
}

// Likewise.
constexpr std::string_view delete_not_due_about = R"(
    DELETE FROM outbox
    WHERE state = 'waiting' AND next_attempt_ms > $3 AND attempts = 0 AND ticket_id = $1 AND event = $2
    RETURNING recipient)";

std::vector<std::string> unsend_mail_about(Transaction& transaction, std::string_view ticket_id,
                                           std::int64_t event, std::int64_t now_ms) {
    return ids_of(*transaction.connection().query(delete_not_due_about, {ticket_id, event, now_ms}));
}

// Partial index outbox_due, then the primary key. Still due where it is taken, so that of two workers one has
// it. Where servers share a database, none waits for a mail that another is taking: in the transaction stand
// other people's changes, too, and two of them that wait for each other cost everybody a second.
#define LEASE_DUE(skipping)                                                                                  \
    "UPDATE outbox SET attempts = attempts + 1, next_attempt_ms = $2 "                                       \
    "WHERE id = (SELECT id FROM outbox WHERE state = 'waiting' AND next_attempt_ms <= $1 "                   \
    "ORDER BY next_attempt_ms LIMIT 1 " skipping ") AND state = 'waiting' AND next_attempt_ms <= $1 "        \
    "RETURNING id, recipient, recipient_name, subject, body, attempts, created_ms, tried_since_ms, "         \
    "ticket_id, event, language"
constexpr std::string_view lease_due = LEASE_DUE("");
constexpr std::string_view lease_due_unlocked = LEASE_DUE("FOR UPDATE SKIP LOCKED");
#undef LEASE_DUE

std::optional<OutgoingMail> lease_mail(Transaction& transaction, std::int64_t now_ms, std::int64_t until_ms) {
    const bool shared = transaction.connection().dialect() == sql::Dialect::postgres;
    const auto row =
        transaction.connection().query(shared ? lease_due_unlocked : lease_due, {now_ms, until_ms});
    if (!row->next()) return std::nullopt;
    return OutgoingMail{row->text(0), row->text(1),    row->text(2),    row->text(3),
                        row->text(4), row->integer(5), row->integer(6), row->integer(7),
                        row->text(8), row->integer(9), row->text(10)};
}

// Primary key.
constexpr std::string_view update_sent = R"(
    UPDATE outbox SET state = 'sent', last_error = '', recipient = '', recipient_name = '', subject = '', body = ''
    WHERE id = $1)";

void mark_sent(Transaction& transaction, std::string_view id) {
    transaction.connection().run(update_sent, {id});
}

// Partial index outbox_sent.
constexpr std::string_view delete_sent = R"(DELETE FROM outbox WHERE state = 'sent' AND created_ms < $1)";

std::int64_t delete_old_sent_mail(Transaction& transaction, std::int64_t before_ms) {
    return transaction.connection().run(delete_sent, {before_ms});
}

// Primary key.
constexpr std::string_view update_retry = R"(
    UPDATE outbox SET next_attempt_ms = $2, last_error = $3 WHERE id = $1)";

void retry_later(Transaction& transaction, std::string_view id, std::int64_t next_attempt_ms,
                 std::string_view error) {
    transaction.connection().run(update_retry, {id, next_attempt_ms, error});
}

// Partial index outbox_due.
constexpr std::string_view bring_forward = R"(
    UPDATE outbox SET next_attempt_ms = $1 WHERE state = 'waiting' AND next_attempt_ms > $1)";

void cap_next_attempt(Transaction& transaction, std::int64_t latest_ms) {
    transaction.connection().run(bring_forward, {latest_ms});
}

// Primary key.
constexpr std::string_view update_failed =
    R"(UPDATE outbox SET state = 'failed', last_error = $2 WHERE id = $1)";

void mark_failed(Transaction& transaction, std::string_view id, std::string_view error) {
    transaction.connection().run(update_failed, {id, error});
}

// Partial index outbox_failed.
constexpr std::string_view select_failed = R"(
    SELECT DISTINCT event FROM outbox
    WHERE ticket_id = $1 AND state = 'failed' AND recipient = $2 ORDER BY event)";

std::vector<std::int64_t> failed_events(Transaction& transaction, std::string_view ticket_id,
                                        std::string_view recipient) {
    std::vector<std::int64_t> events;
    const auto row = transaction.connection().query(select_failed, {ticket_id, recipient});
    while (row->next()) events.push_back(row->integer(0));
    return events;
}

// Scans the outbox; people leave rarely.
constexpr std::string_view delete_of_person = R"(
    DELETE FROM outbox WHERE state <> 'sent' AND (
        recipient = $2 OR recipient IN (SELECT email FROM account_token WHERE user_id = $1) OR
        ticket_id IN (SELECT id FROM ticket WHERE owner_id = $1)))";

void erase_mail_of(Transaction& transaction, std::string_view user_id, std::string_view email) {
    transaction.connection().run(delete_of_person, {user_id, email});
}

// Partial indexes outbox_due and outbox_failed, so many of their rows at most.
constexpr std::string_view select_depth = R"(
    SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE state = 'failed' LIMIT $1) AS failed), COUNT(*), MIN(created_ms)
    FROM (SELECT created_ms FROM outbox WHERE state = 'waiting' ORDER BY next_attempt_ms LIMIT $1) AS waiting)";

OutboxDepth outbox_depth(Transaction& transaction) {
    const auto row = transaction.connection().query(select_depth, {most_counted_mail});
    if (!row->next()) return {};
    return {.waiting = row->integer(1), .failed = row->integer(0), .oldest_ms = row->integer(2)};
}

// Scans the outbox, as does the next but one: only for operators' commands.
constexpr std::string_view select_unsent = R"(
    SELECT id, recipient, subject, state, attempts, created_ms, last_error
    FROM outbox WHERE state <> 'sent' ORDER BY id)";

std::vector<UnsentMail> list_unsent_mail(Transaction& transaction) {
    std::vector<UnsentMail> mails;
    const auto row = transaction.connection().query(select_unsent);
    while (row->next())
        mails.push_back({row->text(0), row->text(1), row->text(2), row->text(3) == "failed", row->integer(4),
                         row->integer(5), row->text(6)});
    return mails;
}

// Primary key. The next attempt is counted from 1 again, so that the waiting does not begin with half an
// hour.
constexpr std::string_view update_waiting = R"(
    UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_ms = $2, tried_since_ms = $2
    WHERE id = $1 AND (state = 'failed' OR (state = 'waiting' AND next_attempt_ms > $3)))";

bool retry_mail(Transaction& transaction, std::string_view id, std::int64_t now_ms) {
    return transaction.connection().run(update_waiting, {id, now_ms, now_ms + mail_lease_ms}) != 0;
}

constexpr std::string_view update_all_waiting = R"(
    UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt_ms = $1, tried_since_ms = $1
    WHERE state = 'failed' OR (state = 'waiting' AND next_attempt_ms > $2))";

std::int64_t retry_all_mail(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(update_all_waiting, {now_ms, now_ms + mail_lease_ms});
}

// Partial index outbox_due.
constexpr std::string_view hold_waiting =
    R"(UPDATE outbox SET state = 'failed', last_error = $1 WHERE state = 'waiting')";

std::int64_t hold_all_mail(Transaction& transaction, std::string_view why) {
    return transaction.connection().run(hold_waiting, {why});
}

} // namespace stu::store
