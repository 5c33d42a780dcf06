#include "common/rich_text.hpp"

#include "common/text.hpp"
#include "common/ticket_number.hpp"
#include "common/user.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace stu {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Spaces, quotation marks, symbols, what is not seen and what is malformed, which decodes as 0: no word and
/// no address holds them, though a browser would take some.
bool parts_words(char32_t c) {
    constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x00, 0x20},     {0x7F, 0xBF},     {0x060C, 0x060C}, {0x061B, 0x061F},   {0x0964, 0x0965},
        {0x2000, 0x206F}, {0x2190, 0x2BFF}, {0x3000, 0x303F}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFF0F},
        {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};
    return c == '<' || c == '>' || c == '"' || c == '`' ||
           std::any_of(std::begin(ranges), std::end(ranges), [c](const std::pair<char32_t, char32_t>& range) {
               return c >= range.first && c <= range.second;
           });
}

/// Of "https://", "http://" or "www." at `at`; 0 where none of them stands.
std::size_t length_of_scheme(std::string_view text, std::size_t at) {
    if (std::string_view("hHwW").find(text[at]) == npos) return 0; // nearly always
    for (const std::string_view scheme : {"https://", "http://", "www."})
        if (lower_ascii(text.substr(at, scheme.size())) == scheme) return scheme.size();
    return 0;
}

/// Without what ends a sentence rather than an address, and brackets that were opened before it.
std::string_view without_punctuation(std::string_view link) {
    constexpr std::string_view opening = "([{", closing = ")]}";
    std::array<int, opening.size()> surplus{};
    for (const char c : link) {
        if (const std::size_t kind = opening.find(c); kind != npos) --surplus[kind];
        if (const std::size_t kind = closing.find(c); kind != npos) ++surplus[kind];
    }
    for (; !link.empty(); link.remove_suffix(1)) {
        const char last = link.back();
        if (const std::size_t opened = opening.find(last); opened != npos)
            ++surplus[opened];
        else if (const std::size_t closed = closing.find(last); closed != npos && surplus[closed] > 0)
            --surplus[closed];
        else if (std::string_view(".,;:!?'*").find(last) == npos)
            break;
    }
    return link;
}

/// Whether a host stands behind the scheme and nothing before it: "https://bank.example@other.example" leads
/// elsewhere than it seems.
bool leads_somewhere(std::string_view link, std::size_t scheme) {
    const std::string_view authority = link.substr(scheme, link.find_first_of("/?#\\", scheme) - scheme);
    if (authority.empty() || authority.find('@') != npos) return false;
    const bool begins =
        is_ascii_word(authority.front()) || static_cast<unsigned char>(authority.front()) >= 0x80;
    return begins && (scheme != std::string_view("www.").size() || authority.find('.') != npos);
}

bool is_mail(std::string_view word) { return word.find('@') != npos && check_email(word).empty(); }

/// Words of four letters with a hyphen between are usual and some of them pass the check symbol: a number
/// has a digit, or is written as we write it.
bool is_ticket(std::string_view word) {
    if (word.size() != 9 || word[4] != '-') return false;
    const auto number = parse_ticket_number(word);
    return number && (*number == word || word.find_first_of("0123456789") != npos);
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::vector<Span> read() && {
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            line(at, end);
            if (end < text_.size()) add(SpanKind::feed, end, end + 1);
            at = end + 1;
        }
        return std::move(spans_);
    }

  private:
    void add(SpanKind kind, std::size_t from, std::size_t end) {
        flush(from);
        spans_.push_back({kind, strong_, text_.substr(from, end - from)});
        kept_ = end;
    }
    /// What has been passed and is nothing special.
    void flush(std::size_t end) {
        if (end > kept_) spans_.push_back({SpanKind::words, strong_, text_.substr(kept_, end - kept_)});
        kept_ = end;
    }

    void line(std::size_t at, std::size_t end) {
        unclosed_ = {};
        const std::string_view words = text_.substr(at, end - at);
        std::size_t digits = 0;
        while (digits < 3 && is_digit_at(words, digits)) ++digits;
        if (words.substr(0, 2) == "- " || words.substr(0, 2) == "* ")
            add(SpanKind::bullet, at, at + 2);
        else if (digits > 0 && words.substr(digits, 2) == ". ")
            add(SpanKind::number, at, at + digits + 2);
        at = kept_;
        while (at < end) at = text_[at] == '*' || text_[at] == '`' ? emphasis(at, end) : step(at, end);
        flush(end);
    }

    /// From a run of asterisks or a backtick to behind what it opens, or behind itself.
    std::size_t emphasis(std::size_t at, std::size_t end) {
        const std::size_t opened = behind_run(at, end), length = opened - at;
        const bool code = text_[at] == '`';
        if (length > (code ? 1u : 2u) || (at > 0 && is_ascii_word(text_[at - 1]))) return opened;
        const std::size_t closing = closing_of(at, opened, end);
        if (closing == npos) return opened;
        add(SpanKind::mark, at, opened);
        if (code) {
            add(SpanKind::code, opened, closing);
        } else {
            strong_ = true;
            for (at = opened; at < closing;) at = step(at, closing);
            flush(closing);
            strong_ = false;
        }
        add(SpanKind::mark, closing, closing + length);
        return closing + length;
    }

    /// Where the run at `at` is closed in its line, by one as long. A search in vain is not repeated in the
    /// line: texts of nothing but asterisks take no longer than others.
    std::size_t closing_of(std::size_t at, std::size_t opened, std::size_t end) {
        const char mark = text_[at];
        const std::size_t length = opened - at;
        bool& unclosed = unclosed_[mark == '`' ? 0 : length];
        if (unclosed || opened == end || text_[opened] == ' ') return npos;
        const std::string_view line = text_.substr(0, end);
        for (std::size_t from = opened; (from = line.find(mark, from)) != npos;) {
            const std::size_t behind = behind_run(from, end);
            const bool ends_word = behind == end || !is_ascii_word(text_[behind]);
            if (behind - from == length && text_[from - 1] != ' ' && ends_word) return from;
            from = behind;
        }
        unclosed = true;
        return npos;
    }

    std::size_t behind_run(std::size_t at, std::size_t end) const {
        return std::min(text_.find_first_not_of(text_[at], at), end);
    }

    /// Behind the word or address that begins at `at`, or behind a single character.
    std::size_t step(std::size_t at, std::size_t end) {
        if (const std::size_t scheme = length_of_scheme(text_, at)) return web(at, at + scheme, end);
        if (!is_of_word(at)) return at + size_at(at);
        const std::size_t begin = at;
        while (at < end && is_of_word(at)) {
            at += size_at(at);
            const bool after_other_script = static_cast<unsigned char>(text_[at - 1]) >= 0x80;
            if (after_other_script && at < end && length_of_scheme(text_, at) != 0) return at;
        }
        word(begin, at);
        return at;
    }

    void word(std::size_t begin, std::size_t end) {
        while (begin < end && text_[begin] == '\'') ++begin;
        while (begin < end && std::string_view(".'-+%").find(text_[end - 1]) != npos) --end;
        const std::string_view word = text_.substr(begin, end - begin);
        if (is_mail(word)) add(SpanKind::mail, begin, end);
        if (is_ticket(word)) add(SpanKind::ticket, begin, end);
    }

    std::size_t web(std::size_t begin, std::size_t at, std::size_t end) {
        const std::size_t scheme = at - begin;
        while (at < end && !parts_words(decode(text_, at).value)) at += size_at(at);
        const std::string_view link = without_punctuation(text_.substr(begin, at - begin));
        if (link.size() <= scheme || !leads_somewhere(link, scheme)) return at;
        add(SpanKind::web, begin, begin + link.size());
        return begin + link.size();
    }

    /// Malformed bytes count singly.
    std::size_t size_at(std::size_t at) const { return std::max<std::size_t>(1, decode(text_, at).size); }

    bool is_of_word(std::size_t at) const {
        const char c = text_[at];
        if (static_cast<unsigned char>(c) < 0x80)
            return is_ascii_word(c) || std::string_view("._%+-'@").find(c) != npos;
        return !parts_words(decode(text_, at).value);
    }

    std::string_view text_;
    std::vector<Span> spans_;
    std::size_t kept_ = 0; ///< where what has not been added begins
    bool strong_ = false;
    std::array<bool, 3> unclosed_{}; ///< in this line: backtick, one asterisk, two
};

} // namespace

std::vector<Span> rich_text(std::string_view text) { return Reader(text).read(); }

void make_strong(std::vector<Span>& spans, std::string_view text, const std::vector<Stretch>& parts) {
    std::vector<Span> all;
    for (const Span& span : spans) {
        if (span.kind != SpanKind::words || span.strong) {
            all.push_back(span);
            continue;
        }
        const auto begin = static_cast<std::size_t>(span.words.data() - text.data());
        const std::size_t end = begin + span.words.size();
        std::size_t at = begin;
        for (const Stretch& part : parts) {
            const std::size_t from = std::clamp(part.at, at, end),
                              to = std::clamp(part.at + part.size, at, end);
            if (from == to) continue;
            if (from > at) all.push_back({SpanKind::words, false, text.substr(at, from - at)});
            all.push_back({SpanKind::words, true, text.substr(from, to - from)});
            at = to;
        }
        if (at < end) all.push_back({SpanKind::words, false, text.substr(at, end - at)});
    }
    spans = std::move(all);
}

bool is_plain(const std::vector<Span>& spans) {
    return std::all_of(spans.begin(), spans.end(), [](const Span& span) {
        return (span.kind == SpanKind::words && !span.strong) || span.kind == SpanKind::feed;
    });
}

bool is_link(SpanKind kind) {
    return kind == SpanKind::web || kind == SpanKind::mail || kind == SpanKind::ticket;
}

std::string target(const Span& link) {
    if (link.kind == SpanKind::ticket) return "/tickets/" + parse_ticket_number(link.words).value();
    if (link.kind == SpanKind::mail) {
        const std::size_t at = link.words.find('@');
        return "mailto:" + percent_encoded(link.words.substr(0, at)) + "@" +
               percent_encoded(link.words.substr(at + 1));
    }
    const bool has_scheme = lower_ascii(link.words.substr(0, 4)) == "http";
    return (has_scheme ? "" : "https://") + std::string(link.words);
}

} // namespace stu
