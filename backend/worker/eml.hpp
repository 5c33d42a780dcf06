#pragma once
#include "backend/store/outbox.hpp"

#include <string>
#include <string_view>

namespace stu::worker {

/// The mail as RFC 5322 text with CRLF: names and subject as RFC 2047 encoded words where they are not plain
/// ASCII, the body as base64 UTF-8. Nothing of the mail's content can begin a header line or end the message.
/// Throws when the recipient is not a plain address.
std::string eml_text(const store::OutgoingMail& mail, std::string_view domain);

} // namespace stu::worker
