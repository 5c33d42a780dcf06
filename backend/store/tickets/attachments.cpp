#include "backend/store/tickets/attachments.hpp"

namespace stu::store {

// Partial index attachment_staged.
constexpr std::string_view insert_attachment = R"(
    INSERT INTO attachment (id, owner_id, file_name, bytes, sha256, created_ms, expires_ms)
    SELECT $1, $2, $3, $4, $5, $6, $7
    WHERE (SELECT COUNT(*) FROM attachment WHERE owner_id = $2 AND expires_ms > $6) < $8)";
constexpr std::string_view insert_content = R"(
    INSERT INTO attachment_content (attachment_id, content) VALUES ($1, $2))";

bool stage_attachment(Transaction& transaction, const Attachment& file, std::string_view owner_id,
                      std::string_view content, std::string_view sha256, std::int64_t now_ms,
                      std::int64_t expires_ms, std::int64_t most) {
    sql::Connection& connection = transaction.connection();
    if (connection.run(insert_attachment, {file.id, owner_id, file.file_name, file.bytes, sha256, now_ms,
                                           expires_ms, most}) == 0)
        return false;
    connection.run(insert_content, {file.id, sql::Blob{content}});
    return true;
}

// Partial index attachment_staged.
constexpr std::string_view count_owner_staged = R"(
    SELECT COUNT(*) FROM attachment WHERE owner_id = $1 AND expires_ms > $2)";

std::int64_t count_staged(Transaction& transaction, std::string_view owner_id, std::int64_t now_ms) {
    const auto row = transaction.connection().query(count_owner_staged, {owner_id, now_ms});
    return row->next() ? row->integer(0) : 0;
}

// Primary key.
constexpr std::string_view claim = R"(
    UPDATE attachment SET ticket_id = $1, event = $2, position = $3, expires_ms = NULL
    WHERE id = $4 AND owner_id = $5 AND ticket_id IS NULL AND expires_ms > $6)";

bool claim_attachments(Transaction& transaction, const std::vector<std::string>& ids,
                       std::string_view owner_id, std::string_view ticket_id, std::int64_t event,
                       std::int64_t now_ms) {
    std::int64_t position = 0;
    for (const std::string& id : ids)
        if (transaction.connection().run(claim, {ticket_id, event, ++position, id, owner_id, now_ms}) != 1)
            return false;
    return true;
}

// Index attachment_ticket, already in order.
constexpr std::string_view select_of_ticket = R"(
    SELECT id, file_name, bytes, event FROM attachment WHERE ticket_id = $1 ORDER BY event, position)";

std::vector<TicketAttachment> ticket_attachments(Transaction& transaction, std::string_view ticket_id) {
    std::vector<TicketAttachment> attachments;
    const auto row = transaction.connection().query(select_of_ticket, {ticket_id});
    while (row->next())
        attachments.push_back({{row->text(0), row->text(1), row->integer(2)}, row->integer(3)});
    return attachments;
}

// Primary key.
constexpr std::string_view select_attachment = R"(
    SELECT id, file_name, bytes, owner_id, ticket_id, event, sha256 FROM attachment WHERE id = $1)";

std::optional<StoredFile> find_attachment(Transaction& transaction, std::string_view id) {
    const auto row = transaction.connection().query(select_attachment, {id});
    if (!row->next()) return std::nullopt;
    return StoredFile{{row->text(0), row->text(1), row->integer(2)},
                      row->text(3),
                      row->text(4),
                      row->integer(5),
                      row->text(6)};
}

// Primary key.
constexpr std::string_view select_content = R"(
    SELECT content FROM attachment_content WHERE attachment_id = $1)";

std::string attachment_content(Transaction& transaction, std::string_view id) {
    const auto row = transaction.connection().query(select_content, {id});
    return row->next() ? row->bytes(0) : std::string{};
}

// Scans the attachments' descriptions; people leave rarely.
constexpr std::string_view delete_of_owner = R"(DELETE FROM attachment WHERE owner_id = $1)";

void delete_attachments_of(Transaction& transaction, std::string_view owner_id) {
    transaction.connection().run(delete_of_owner, {owner_id});
}

// Partial index attachment_expiry; the content follows by ON DELETE CASCADE.
constexpr std::string_view delete_old_attachments = R"(DELETE FROM attachment WHERE expires_ms <= $1)";

std::int64_t delete_expired_attachments(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(delete_old_attachments, {now_ms});
}

} // namespace stu::store
