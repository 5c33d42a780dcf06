#include "frontend-wasm/ui/rich_text.hpp"

#include "common/rich_text.hpp"
#include "frontend-wasm/ui/context.hpp"
#include "frontend-wasm/ui/text.hpp"

#include <algorithm>
#include <iterator>

namespace stu::ui {
namespace {

constexpr char piece_begins = '\x1f';

/// As web/rich_text.js knows them; strong links are "L".
char letter_of(const Span& span) {
    if (is_link(span.kind)) return span.strong ? 'L' : 'l';
    if (span.kind == SpanKind::code) return 'c';
    return span.strong ? 's' : 'w';
}

} // namespace

std::string written(const std::vector<Span>& spans) {
    std::string all;
    for (const Span& span : spans) {
        switch (span.kind) {
        case SpanKind::mark: break;
        case SpanKind::feed: all += '\n'; break;
        case SpanKind::bullet: all += '-'; break;
        case SpanKind::number: all += span.words.substr(0, span.words.find('.')); break;
        case SpanKind::words:
        case SpanKind::code:
        case SpanKind::web:
        case SpanKind::mail:
        case SpanKind::ticket:
            all += piece_begins;
            all += letter_of(span);
            if (is_link(span.kind)) all += target(span) + ' ';
            // A text that has come from elsewhere may hold one: nobody writes pieces of their own.
            std::copy_if(span.words.begin(), span.words.end(), std::back_inserter(all),
                         [](char c) { return c != piece_begins; });
        }
    }
    return all;
}

void rich_text(const Words& words, const TextStyle& style) { rich_text(words, style, {}); }

void rich_text(const Words& words, const TextStyle& style, const std::vector<Stretch>& strong) {
    std::vector<Span> spans = stu::rich_text(words.text());
    if (!strong.empty()) make_strong(spans, words.text(), strong);
    if (is_plain(spans)) return text(words, style);
    const std::string form = written(spans);
    const Rect at = place(0, rich_height(form, style, available()));
    tree().add_passive(
        id_of(words, NodeRole::rich_text), NodeRole::rich_text, at,
        {.name = words, .value = form, .attributes = font_attribute(style), .flags = node_flag::shaped});
}

} // namespace stu::ui
