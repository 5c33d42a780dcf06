#include "backend/worker/eml.hpp"

#include "backend/worker/html_body.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

namespace stu::worker {
namespace {

std::string base64(std::string_view bytes) {
    constexpr std::string_view symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = (bits << 8) | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= group.size() ? symbols[(bits >> (18 - 6 * i)) & 63U] : '=';
    }
    return text;
}

/// RFC 2045 §6.8: lines of at most 76 symbols.
std::string base64_lines(std::string_view bytes) {
    const std::string text = base64(bytes);
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += 76) lines += text.substr(at, 76) + "\r\n";
    return lines;
}

bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// RFC 2047: an encoded word is at most 75 symbols long and holds whole characters.
std::string encoded_words(std::string_view text) {
    constexpr std::size_t bytes_per_word = 45;
    std::string words;
    while (!text.empty()) {
        std::size_t length = std::min(bytes_per_word, text.size());
        while (length < text.size() && length > 1 &&
               (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
            --length;
        if (!words.empty()) words += "\r\n ";
        words += "=?UTF-8?B?" + base64(text.substr(0, length)) + "?=";
        text.remove_prefix(length);
    }
    return words;
}

/// Text of a header. Long ASCII is encoded too, which folds it (RFC 5322 §2.1.1), and so is anything that
/// could be taken for an encoded word.
std::string unstructured(std::string_view text) {
    constexpr std::size_t line_limit = 60;
    const bool plain = is_printable_ascii(text) && text.size() <= line_limit && text.find("=?") == text.npos;
    return plain ? std::string(text) : encoded_words(text);
}

/// A display name: always an encoded word unless it is letters, digits and spaces, so that nothing needs
/// quoting.
std::string phrase(std::string_view name) {
    const bool plain =
        name.size() <= 60 && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
        });
    return plain ? std::string(name) : encoded_words(name);
}

std::string_view address(std::string_view text) {
    if (!is_plain_address(text)) throw std::invalid_argument("not an address that mail can be sent to");
    return text;
}

/// RFC 5322 §3.3, in UTC. Written out, because strftime's names follow the locale.
std::string date_text(std::int64_t unix_ms) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = unix_ms / 1000;
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    std::array<char, 40> time{};
    std::strftime(time.data(), time.size(), "%Y %H:%M:%S +0000", &utc);
    return std::string(days[static_cast<std::size_t>(utc.tm_wday)]) + ", " + std::to_string(utc.tm_mday) +
           " " + months[static_cast<std::size_t>(utc.tm_mon)] + " " + time.data();
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
    text += "From: StuTicket <" + std::string(address(letterhead.from)) + ">\r\n";
    text += "To: " + phrase(mail.recipient_name) + " <" + std::string(address(mail.recipient)) + ">\r\n";
    text += "Subject: " + unstructured(mail.subject) + "\r\n";
    text += "Message-ID: <" + mail.id + "@" + letterhead.domain + ">\r\n";
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
    return common_headers(mail, letterhead) + "Content-Type: multipart/alternative; boundary=\"" + boundary +
           "\"\r\n\r\n" + next + part("plain", mail.body) + next +
           part("html", html_body(mail.subject, mail.body)) + "--" + boundary + "--\r\n";
}

} // namespace stu::worker
