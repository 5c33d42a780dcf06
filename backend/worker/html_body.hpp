#pragma once
#include <string>
#include <string_view>

namespace stu::worker {

/// A mail's text in `language` as an HTML page for people whose mail program shows that, and for screen
/// readers: the subject is its heading, empty lines part paragraphs, `> ` begins a quotation, a line that is
/// an http(s) address is a link. Loads nothing. Everything is escaped. What people typed is quoted or stands
/// inside a line in our mails, so it never becomes a link.
std::string html_body(std::string_view subject, std::string_view text, std::string_view language = "en");

} // namespace stu::worker
