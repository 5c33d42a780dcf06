#include "common/mentions.hpp"

#include "common/characters.hpp"
#include "common/text.hpp"

#include <algorithm>
#include <map>
#include <wctype.h>

namespace stu {
namespace {

constexpr auto none = std::string_view::npos;

char32_t in_lower_case(char32_t c) {
    return static_cast<char32_t>(::towlower_l(static_cast<wint_t>(c), unicode_tables()));
}

bool is_of_name(char32_t c) {
    constexpr char32_t first_accent = 0x300, last_accent = 0x36F;
    return ::iswalnum_l(static_cast<wint_t>(c), unicode_tables()) != 0 ||
           (c >= first_accent && c <= last_accent);
}

/// Whether they belong to one word where they stand side by side.
bool are_joined(char32_t before, char32_t behind) {
    return is_of_name(before) && is_of_name(behind) && !is_written_without_spaces(before) &&
           !is_written_without_spaces(behind);
}

/// The code point that ends at `end`; 0 where there is none.
char32_t before(std::string_view text, std::size_t end) {
    std::size_t at = end;
    while (at > 0 && end - at < 4) {
        --at;
        const CodePoint c = decode(text, at);
        if (c.size == end - at) return c.value;
    }
    return 0;
}

char32_t at_or_none(std::string_view text, std::size_t at) {
    return at < text.size() ? decode(text, at).value : 0;
}

bool is_one_of(char32_t c, std::string_view characters) {
    return c != 0 && c < 0x80 && characters.find(static_cast<char>(c)) != none;
}

bool begins_mention(std::string_view text, std::size_t at) {
    const char32_t c = before(text, at);
    return !is_one_of(c, "._%+-@") && (!is_of_name(c) || is_written_without_spaces(c));
}

/// How many bytes of `text` say the whole of `name`, in any case; `none` where it does not begin with it.
std::size_t length_of_name(std::string_view text, std::string_view name) {
    std::size_t i = 0;
    for (std::size_t j = 0; j < name.size();) {
        if (i >= text.size()) return none;
        const CodePoint said = decode(text, i), meant = decode(name, j);
        if (said.size == 0 || meant.size == 0 || in_lower_case(said.value) != in_lower_case(meant.value))
            return none;
        i += said.size;
        j += meant.size;
    }
    return i == 0 ? none : i;
}

/// Whether no more of a word, and no address, follows.
bool ends_name(std::string_view text, std::size_t end) {
    const char32_t c = at_or_none(text, end);
    if (c == '@' || are_joined(before(text, end), c)) return false;
    return !is_one_of(c, "._-+") || !is_of_name(at_or_none(text, end + 1));
}

std::string_view first_name(std::string_view name) { return name.substr(0, name.find(' ')); }

std::u32string folded(std::string_view text) {
    std::u32string all;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        all += in_lower_case(c.value);
        i += std::max<std::size_t>(c.size, 1);
    }
    return all;
}

/// What somebody can be called by.
struct Called {
    std::string_view name;
    const Colleague* who;
};

/// Whole names before first ones.
std::vector<Called> names_of(const std::vector<Colleague>& colleagues) {
    std::map<std::u32string, int> called_so;
    for (const Colleague& each : colleagues)
        if (each.works_here) ++called_so[folded(first_name(each.name))];
    std::vector<Called> names;
    for (const Colleague& each : colleagues)
        if (each.works_here) names.push_back({each.name, &each});
    for (const Colleague& each : colleagues)
        if (each.works_here && first_name(each.name) != each.name &&
            called_so[folded(first_name(each.name))] == 1)
            names.push_back({first_name(each.name), &each});
    return names;
}

/// Of what stands behind the "@" at `at`; no ids where nobody is called.
Mention longest_name(std::string_view text, std::size_t at, const std::vector<Called>& names) {
    Mention longest{at, 1, {}};
    for (const Called& each : names) {
        const std::size_t length = length_of_name(text.substr(at + 1), each.name);
        if (length == none || length + 1 < longest.size || !ends_name(text, at + 1 + length)) continue;
        const bool whole = each.name.size() == each.who->name.size();
        if (length + 1 > longest.size)
            longest = {at, length + 1, {each.who->id}};
        else if (whole) // a first name that is somebody's whole one is theirs
            longest.ids.push_back(each.who->id);
    }
    return longest;
}

} // namespace

std::vector<Mention> mentions(std::string_view text, const std::vector<Colleague>& colleagues) {
    std::vector<Mention> found;
    std::size_t at = text.find('@');
    if (at == none) return found; // nearly always
    const std::vector<Called> names = names_of(colleagues);
    while (at != none) {
        Mention mention{at, 1, {}};
        if (begins_mention(text, at)) mention = longest_name(text, at, names);
        at = text.find('@', at + mention.size);
        if (!mention.ids.empty()) found.push_back(std::move(mention));
    }
    return found;
}

std::vector<std::string> mentioned(std::string_view text, const std::vector<Colleague>& colleagues) {
    std::vector<std::string> ids;
    for (const Mention& mention : mentions(text, colleagues))
        for (const std::string& id : mention.ids)
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    return ids;
}

std::string_view mention_begun(std::string_view text, std::size_t caret) {
    constexpr std::size_t longest = 200; // bytes; a name is shorter
    const std::string_view typed = text.substr(0, caret);
    const std::size_t at = typed.rfind('@');
    if (at == none || typed.size() - at > longest || !begins_mention(typed, at)) return {};
    const std::string_view begun = typed.substr(at);
    return begun.find('\n') == none ? begun : std::string_view();
}

std::vector<const Colleague*> colleagues_called(std::string_view typed,
                                                const std::vector<Colleague>& colleagues) {
    const auto begins = [&](std::string_view name) {
        return typed.empty() || length_of_name(name, typed) != none;
    };
    std::vector<const Colleague*> first, later;
    for (const Colleague& each : colleagues) {
        if (!each.works_here) continue;
        std::string_view rest = each.name;
        if (begins(rest)) {
            first.push_back(&each);
            continue;
        }
        std::size_t space = none;
        while ((space = rest.find(' ')) != none) {
            rest.remove_prefix(space + 1);
            if (!begins(rest)) continue;
            later.push_back(&each);
            break;
        }
    }
    first.insert(first.end(), later.begin(), later.end());
    return first;
}

} // namespace stu
