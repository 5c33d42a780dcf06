#include "backend/store/tickets/saved_replies.hpp"

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <utf8proc.h>

namespace stu::store {
namespace {

/// The same for titles that differ in nothing but the case of letters, or how they are composed.
std::string key_of_title(std::string_view title) {
    utf8proc_uint8_t* folded = nullptr;
    constexpr auto options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(title.data()),
                     static_cast<utf8proc_ssize_t>(title.size()), &folded, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
    if (length < 0) throw std::invalid_argument("a title is no UTF-8");
    return {reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length)};
}

#define REPLY_COLUMNS "r.id, r.department, r.title, r.text, r.revision, u.name, r.updated_ms"

// The index of UNIQUE (department, title_key), already in order; names by primary key.
constexpr std::string_view select_saved = "SELECT " REPLY_COLUMNS R"(
    FROM saved_reply r JOIN app_user u ON u.id = r.updated_by WHERE r.department = $1 ORDER BY r.title_key)";
// Primary keys.
constexpr std::string_view select_saved_reply = "SELECT " REPLY_COLUMNS R"(
    FROM saved_reply r JOIN app_user u ON u.id = r.updated_by WHERE r.id = $1)";

SavedReply saved_reply_in(const sql::Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.text(5), row.integer(6)};
}

} // namespace

std::vector<SavedReply> saved_replies_of(Transaction& transaction,
                                         const std::vector<std::string>& departments) {
    std::vector<SavedReply> replies;
    for (const std::string& department : departments) {
        const auto row = transaction.connection().query(select_saved, {department});
        while (row->next()) replies.push_back(saved_reply_in(*row));
    }
    return replies;
}

std::optional<SavedReply> find_saved_reply(Transaction& transaction, std::string_view id) {
    const auto row = transaction.connection().query(select_saved_reply, {id});
    if (!row->next()) return std::nullopt;
    return saved_reply_in(*row);
}

// Unique index (department, title_key).
constexpr std::string_view select_by_title =
    "SELECT id FROM saved_reply WHERE department = $1 AND title_key = $2";

std::string saved_reply_titled(Transaction& transaction, std::string_view department,
                               std::string_view title) {
    const auto row = transaction.connection().query(select_by_title, {department, key_of_title(title)});
    return row->next() ? row->text(0) : std::string();
}

// The index of UNIQUE (department, title_key), at most 200 rows.
constexpr std::string_view select_amount = R"(
    SELECT COUNT(*), COALESCE(SUM(LENGTH(text)), 0) FROM saved_reply WHERE department = $1 AND id <> $2)";

SavedAmount saved_besides(Transaction& transaction, std::string_view department, std::string_view id) {
    const auto row = transaction.connection().query(select_amount, {department, id});
    if (!row->next()) return {};
    return {row->integer(0), row->integer(1)};
}

// Primary key.
constexpr std::string_view upsert_saved = R"(
    INSERT INTO saved_reply (id, department, title, title_key, text, revision, updated_by, updated_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE SET department = excluded.department, title = excluded.title,
        title_key = excluded.title_key, text = excluded.text, revision = excluded.revision,
        updated_by = excluded.updated_by, updated_ms = excluded.updated_ms)";

void store_saved_reply(Transaction& transaction, const SavedReply& reply, std::string_view author_id) {
    transaction.connection().run(upsert_saved,
                                 {reply.id, reply.department, reply.title, key_of_title(reply.title),
                                  reply.text, reply.revision, author_id, reply.updated_ms});
}

// Primary key.
constexpr std::string_view delete_saved = "DELETE FROM saved_reply WHERE id = $1";

void delete_saved_reply(Transaction& transaction, std::string_view id) {
    transaction.connection().run(delete_saved, {id});
}

} // namespace stu::store
