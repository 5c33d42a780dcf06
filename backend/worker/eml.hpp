#pragma once
#include "backend/store/mail/outbox.hpp"

#include <string>
#include <string_view>

namespace stu::worker {

/// What stands on every mail of one installation.
struct Letterhead {
    std::string from;   ///< plain address
    std::string domain; ///< of Message-ID; must stay the same, or a repeated mail is not recognised as one
};

/// One address of printable ASCII that needs neither quoting nor folding in a header or an SMTP command.
bool is_plain_address(std::string_view text);

/// The mail as RFC 5322 text with CRLF: names and subject as RFC 2047 encoded words where they are not plain
/// ASCII, the body as UTF-8 text with the same as HTML beside it (multipart/alternative, RFC 2046 §5.1.4),
/// both base64. All mail about one ticket is one thread. Nothing of the mail's content can begin a header
/// line or end the message. Always the same bytes for the same mail. Throws when an address is not a plain
/// one.
std::string eml_text(const store::OutgoingMail& mail, const Letterhead& letterhead);

} // namespace stu::worker
