#include "backend/worker/eml.hpp"

#include "backend/security/base64.hpp"
#include "backend/worker/html_body.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace stu::worker {
namespace {

/// RFC 2045 §6.8: lines of at most 76 symbols.
std::string base64_lines(std::string_view bytes) {
    const std::string text = security::base64(bytes);
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += 76) lines += text.substr(at, 76) + "\r\n";
    return lines;
}

bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// RFC 5322 §2.1.1 and RFC 2047 §2: what a line of a header should not exceed.
constexpr std::size_t line_limit = 76;

/// RFC 2047: encoded words hold whole characters; no line with one is longer than 76, the first of which has
/// `taken` columns already.
std::string encoded_words(std::string_view text, std::size_t taken) {
    constexpr std::string_view begin = "=?UTF-8?B?", end = "?=";
    constexpr std::size_t frame = begin.size() + end.size();
    std::string words;
    while (!text.empty()) {
        const std::size_t room = (line_limit - taken - frame) / 4 * 3;
        std::size_t length = std::min(room, text.size());
        while (length < text.size() && length > 1 &&
               (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
            --length;
        if (!words.empty()) words += "\r\n ";
        words.append(begin).append(security::base64(text.substr(0, length))).append(end);
        text.remove_prefix(length);
        taken = 1;
    }
    return words;
}

/// A header of free text. Long ASCII is encoded too, which folds it, and so is anything that could be taken
/// for an encoded word.
std::string unstructured(std::string_view name, std::string_view text) {
    const bool plain =
        is_printable_ascii(text) && name.size() + text.size() <= line_limit && text.find("=?") == text.npos;
    return std::string(name) + (plain ? std::string(text) : encoded_words(text, name.size())) + "\r\n";
}

/// A display name: always an encoded word unless it is letters, digits and spaces, so that nothing needs
/// quoting.
std::string phrase(std::string_view name, std::size_t taken) {
    const bool plain =
        taken + name.size() <= line_limit && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
        });
    return plain ? std::string(name) : encoded_words(name, taken);
}

/// "To: Amina Wanjiru <amina@…>", the address on a line of its own where both are too long for one.
std::string mailbox(std::string_view header, std::string_view name, std::string_view address) {
    std::string text = std::string(header) + phrase(name, header.size());
    const std::size_t column = text.size() - (text.rfind('\n') + 1); // npos + 1 is 0
    text += column + address.size() + 3 > line_limit ? "\r\n <" : " <";
    return text + std::string(address) + ">\r\n";
}

std::string_view address(std::string_view text) {
    if (!is_plain_address(text)) throw std::invalid_argument("not an address that mail can be sent to");
    return text;
}

/// RFC 5322 §3.3, in UTC; the names of days and months are English whatever the locale.
std::string date_text(std::int64_t unix_ms) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S +0000}",
                       fmt::gmtime(static_cast<std::time_t>(unix_ms / 1000)));
}

std::string with_crlf(std::string_view text) {
    std::string lines;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') lines += '\r';
        lines += c;
    }
    return lines;
}

/// The headers above those that describe the content.
std::string common_headers(const store::OutgoingMail& mail, const Letterhead& letterhead) {
    std::string text;
    text += "Date: " + date_text(mail.created_ms) + "\r\n";
    text += mailbox("From: ", "StuTicket", address(letterhead.from));
    text += mailbox("To: ", mail.recipient_name, address(mail.recipient));
    text += unstructured("Subject: ", mail.subject);
    text += "Message-ID: <" + mail.id + "@" + letterhead.domain + ">\r\n";
    if (!mail.ticket_id.empty()) {
        // One thread per ticket: all its mails answer one that was never sent (RFC 5322 §3.6.4).
        const std::string root = "<ticket-" + mail.ticket_id + "@" + letterhead.domain + ">\r\n";
        text += "In-Reply-To: " + root + "References: " + root;
    }
    text += "Auto-Submitted: auto-generated\r\n"; // RFC 3834: no out-of-office replies, please
    return text + "MIME-Version: 1.0\r\n";
}

std::string part(std::string_view subtype, std::string_view content) {
    return "Content-Type: text/" + std::string(subtype) + "; charset=UTF-8\r\n" +
           "Content-Transfer-Encoding: base64\r\n\r\n" + base64_lines(with_crlf(content));
}

} // namespace

bool is_plain_address(std::string_view text) {
    const bool safe = std::all_of(text.begin(), text.end(), [](char c) {
        return c > ' ' && c <= '~' && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
    });
    return safe && std::count(text.begin(), text.end(), '@') == 1 && !text.starts_with('@') &&
           !text.ends_with('@');
}

std::string eml_text(const store::OutgoingMail& mail, const Letterhead& letterhead) {
    // "=_" occurs in no base64, so the boundary occurs in no part (RFC 2045 §6.7).
    const std::string boundary = "=_" + mail.id;
    const std::string next = "--" + boundary + "\r\n";
    return common_headers(mail, letterhead) + "Content-Type: multipart/alternative;\r\n boundary=\"" +
           boundary + "\"\r\n\r\n" + next + part("plain", mail.body) + next +
           part("html", html_body(mail.subject, mail.body, mail.language)) + "--" + boundary + "--\r\n";
}

} // namespace stu::worker
