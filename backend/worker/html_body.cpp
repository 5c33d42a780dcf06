#include "backend/worker/html_body.hpp"

#include "common/html.hpp"

namespace stu::worker {
namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang=")";
constexpr std::string_view head_end = R"(">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>)";
constexpr std::string_view body = R"(</title>
</head>
<body style="font: 1rem/1.5 sans-serif; max-width: 40rem; margin: 1rem auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">)";
constexpr std::string_view end = "</body>\n</html>\n";

// The direction is found from the text, which may be in any script.
constexpr std::string_view paragraph = R"(<p dir="auto">)";
constexpr std::string_view quotation =
    R"(<blockquote dir="auto" style="margin: 0; padding-left: 1rem; border-left: 3px solid">)";

bool is_link(std::string_view line) {
    return (line.starts_with("https://") || line.starts_with("http://")) && line.find(' ') == line.npos;
}

bool is_quote(std::string_view line) { return line.starts_with(">"); }

std::string line_html(std::string_view line) {
    if (is_quote(line))
        line.remove_prefix(line.starts_with("> ") ? 2 : 1);
    else if (is_link(line))
        return "<a href=\"" + html_escaped(line) + "\">" + html_escaped(line) + "</a>";
    return html_escaped(line);
}

} // namespace

std::string html_body(std::string_view subject, std::string_view text, std::string_view language) {
    const std::string title = html_escaped(subject);
    std::string html;
    html.append(head).append(language).append(head_end).append(title).append(body).append(title).append(
        "</h1>\n");

    std::string_view open; // the closing tag of the block that lines are being added to
    while (!text.empty()) {
        const std::size_t line_end = text.find('\n');
        const std::string_view line = text.substr(0, line_end);
        text.remove_prefix(line_end == text.npos ? text.size() : line_end + 1);

        const std::string_view wanted = is_quote(line) ? "</blockquote>\n" : line.empty() ? "" : "</p>\n";
        if (wanted != open) {
            html.append(open).append(wanted.empty() ? "" : is_quote(line) ? quotation : paragraph);
            open = wanted;
        } else if (!wanted.empty()) {
            html.append("<br>\n");
        }
        html.append(line_html(line));
    }
    return html.append(open).append(end);
}

} // namespace stu::worker
