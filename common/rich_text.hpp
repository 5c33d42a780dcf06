#pragma once
// What can be followed and what stands out in a text that somebody typed. The text stays as it is, in the
// store, the API and mail: only who shows it asks, each time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

enum class SpanKind : std::uint8_t {
    words,
    web,    ///< "https://…", "http://…" or "www.…"
    mail,   ///< an e-mail address
    ticket, ///< the number of a ticket, with its hyphen
    code,   ///< between backticks
    mark,   ///< the asterisks or backticks around what they make stand out; not shown
    bullet, ///< "- " or "* " at the beginning of a line
    number, ///< "12. " at the beginning of a line
    feed,   ///< the end of a line
};

/// A piece of a text.
struct Span {
    SpanKind kind = SpanKind::words;
    bool strong = false;         ///< between asterisks, one or two; also a link may be
    std::string_view words = {}; ///< a view into the text
};

/// The pieces of `text`, in order: their words together are the text, whatever bytes it has. Takes time in
/// proportion to its length.
std::vector<Span> rich_text(std::string_view text);

/// A part of a text, in bytes.
struct Stretch {
    std::size_t at = 0, size = 0;
};

/// Makes `parts` of `text` stand out, where they are words that do not already. `spans` are those of `text`,
/// `parts` in order and apart from each other.
void make_strong(std::vector<Span>& spans, std::string_view text, const std::vector<Stretch>& parts);

/// True when no more is to be shown than the text itself.
bool is_plain(const std::vector<Span>& spans);

bool is_link(SpanKind kind);
/// Where a link leads: an address of http, https or mailto, or of a page of ours. Precondition:
/// `is_link(link.kind)`.
std::string target(const Span& link);

} // namespace stu
