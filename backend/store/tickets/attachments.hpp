#pragma once
// PDFs: staged by an upload, claimed by a ticket or an answer.

#include "backend/store/engine/store.hpp"
#include "common/attachment.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// Stores a file that belongs to nobody's ticket yet and goes away at `expires_ms`. False, and nothing
/// stored, when the owner has `most` of them already.
bool stage_attachment(Transaction& transaction, const Attachment& file, std::string_view owner_id,
                      std::string_view content, std::string_view sha256, std::int64_t now_ms,
                      std::int64_t expires_ms, std::int64_t most = std::numeric_limits<std::int64_t>::max());

/// Files of this owner that no ticket has claimed.
std::int64_t count_staged(Transaction& transaction, std::string_view owner_id, std::int64_t now_ms);

/// Ties staged files of this owner to an event, in this order. False when one of them does not exist, belongs
/// to somebody else, has expired or was claimed before; the caller then rolls back.
bool claim_attachments(Transaction& transaction, const std::vector<std::string>& ids,
                       std::string_view owner_id, std::string_view ticket_id, std::int64_t event,
                       std::int64_t now_ms);

std::vector<TicketAttachment> ticket_attachments(Transaction& transaction, std::string_view ticket_id);

struct StoredFile {
    Attachment file;
    std::string owner_id;  ///< who uploaded it
    std::string ticket_id; ///< empty while staged
    std::int64_t event;    ///< of that ticket; 0 while staged
    std::string sha256;    ///< hex, of the content as it came in
};
std::optional<StoredFile> find_attachment(Transaction& transaction, std::string_view id);

/// The stored bytes, unchecked. Empty when there are none.
std::string attachment_content(Transaction& transaction, std::string_view id);

/// All files that a person has uploaded, claimed or not.
void delete_attachments_of(Transaction& transaction, std::string_view owner_id);

/// Returns how many went.
std::int64_t delete_expired_attachments(Transaction& transaction, std::int64_t now_ms);

} // namespace stu::store
