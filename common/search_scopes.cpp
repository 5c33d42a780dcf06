#include "common/search_scopes.hpp"

#include "common/text.hpp"
#include "common/typed_text.hpp"
#include "common/typed_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace stu {
namespace {

constexpr std::string_view open_key = "open", all_key = "all";

bool is_space(char32_t c) { return c == ' ' || c == U'\u00A0' || c == U'\u202F' || c == U'\u3000'; }

/// The mark that ends what `c` begins; 0 where it begins nothing.
char32_t closing_mark(char32_t c) {
    constexpr std::array<std::pair<char32_t, char32_t>, 5> marks{
        {{U'"', U'"'}, {U'“', U'”'}, {U'„', U'“'}, {U'«', U'»'}, {U'「', U'」'}}};
    for (const auto& [opening, closing] : marks)
        if (opening == c) return closing;
    return 0;
}

/// A word as it was typed: what stands before its first colon, and the value behind it.
struct Token {
    std::string_view whole, scope, value;
};

/// Takes what was typed apart, from the left.
class Tokens {
  public:
    explicit Tokens(std::string_view text) : text_(text) {}

    std::optional<Token> next() {
        while (at_ < text_.size() && is_space(here().value)) step();
        if (at_ == text_.size()) return std::nullopt;
        const std::size_t begin = at_;
        Token token;
        if (const char32_t closing = closing_mark(here().value); closing != 0) { // words, whatever they are
            inside_marks(closing);
            token.whole = text_.substr(begin, at_ - begin);
            return token;
        }
        while (at_ < text_.size() && !is_space(here().value)) {
            const char32_t c = here().value;
            const std::size_t before = at_;
            step();
            if (c != U':' && c != U'：') continue;
            token.scope = text_.substr(begin, before - begin);
            token.value = value();
            break;
        }
        token.whole = text_.substr(begin, at_ - begin);
        return token;
    }

  private:
    CodePoint here() const { return decode(text_, at_); }
    void step() { at_ += std::max<std::size_t>(here().size, 1); }

    /// To the next space, or to the mark that closes; whoever types on has not typed that one yet.
    std::string_view value() {
        const char32_t closing = at_ < text_.size() ? closing_mark(here().value) : 0;
        if (closing != 0) return inside_marks(closing);
        const std::size_t begin = at_;
        while (at_ < text_.size() && !is_space(here().value)) step();
        return text_.substr(begin, at_ - begin);
    }

    std::string_view inside_marks(char32_t closing) {
        step();
        const std::size_t begin = at_;
        while (at_ < text_.size() && here().value != closing) step();
        const std::string_view inside = text_.substr(begin, at_ - begin);
        if (at_ < text_.size()) step();
        return inside;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::optional<SearchScope> scope_called(std::string_view typed, const Catalog& catalog) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    };
    if (!std::all_of(typed.begin(), typed.end(), is_letter)) return std::nullopt; // "-status:open", say
    const std::string name = plain_words(typed);
    for (const SearchScope each : all<SearchScope>())
        if (name == name_of(each) || name == plain_words(catalog.translated(label(each).english())))
            return each;
    return std::nullopt;
}

bool is_called(const ScopeValue& value, const std::string& name) {
    const auto is_it = [&](const std::string& each) { return plain_words(each) == name; };
    return is_it(value.key) || std::any_of(value.names.begin(), value.names.end(), is_it);
}

bool begins_with(const ScopeValue& value, std::string_view typed) {
    const auto begins = [&](const std::string& each) { return has_words(each, typed); };
    return begins(value.key) || std::any_of(value.names.begin(), value.names.end(), begins);
}

std::vector<const ScopeValue*> fitting(SearchScope scope, std::string_view typed,
                                       const std::vector<ScopeValue>& values) {
    const std::string name = plain_words(typed);
    std::vector<const ScopeValue*> exactly, roughly;
    for (const ScopeValue& each : values) {
        if (each.scope != scope) continue;
        if (!name.empty() && is_called(each, name)) exactly.push_back(&each);
        if (begins_with(each, typed)) roughly.push_back(&each);
    }
    return exactly.empty() ? roughly : exactly;
}

ScopeDoubt doubt_about(const Token& token, const std::vector<const ScopeValue*>& fitting) {
    constexpr std::size_t most = 9; // all statuses
    ScopeDoubt doubt{std::string(token.whole), {}, fitting.size() > most};
    for (const ScopeValue* each : fitting) {
        const std::string& name = each->names.front();
        const auto is_namesake = [&](const ScopeValue* other) { return other->names.front() == name; };
        const bool alone = std::count_if(fitting.begin(), fitting.end(), is_namesake) == 1;
        if (doubt.fitting.size() < most) doubt.fitting.push_back(alone ? name : each->key);
    }
    return doubt;
}

/// Collects what can be typed behind colons.
struct Values {
    const Catalog& catalog;
    std::vector<ScopeValue> all = {};

    void add(SearchScope scope, std::string_view key, std::vector<std::string> names) {
        all.push_back({scope, std::string(key), std::move(names)});
    }
    void add(SearchScope scope, std::string_view key, Marked name) {
        add(scope, key, {std::string(catalog.translated(name.english())), std::string(name.english())});
    }
};

} // namespace

Marked label(SearchScope scope) {
    // Translators: these six are typed before a colon, as in "status:open", so each is one word.
    switch (scope) {
    case SearchScope::status: return tr("status");
    case SearchScope::assignee: return tr("assignee");
    case SearchScope::priority: return tr("priority");
    case SearchScope::service: return tr("service");
    case SearchScope::tag: return tr("tag");
    case SearchScope::is: return tr("is");
    }
    return {};
}

Marked label(QueueTurn turn) {
    switch (turn) {
    case QueueTurn::anybody: return tr("Anybody’s turn");
    case QueueTurn::staff: return tr("Waiting for us");
    case QueueTurn::fresh: return tr("New");
    case QueueTurn::answered: return tr("Answered");
    case QueueTurn::late: return tr("Late");
    case QueueTurn::student: return tr("Waiting for the student");
    }
    return {};
}

std::vector<ScopeValue> scope_values(const Catalog& catalog,
                                     const std::vector<const Department*>& departments,
                                     const std::vector<Colleague>& colleagues,
                                     const std::vector<std::string>& tags) {
    Values values{catalog};
    values.add(SearchScope::status, open_key, tr("Open"));
    for (const Status each : all<Status>()) values.add(SearchScope::status, name_of(each), label(each));
    values.add(SearchScope::status, all_key, tr("All"));
    values.add(SearchScope::assignee, assigned_to_me, tr("me"));
    values.add(SearchScope::assignee, assigned_to_nobody, tr("none"));
    for (const Colleague& each : colleagues) values.add(SearchScope::assignee, each.id, {each.name});
    for (const Priority each : all<Priority>()) values.add(SearchScope::priority, name_of(each), label(each));
    for (const Department* department : departments)
        for (const ServiceGroup& group : department->groups)
            for (const Service& service : group.services) {
                std::vector<std::string> names{service.name};
                for (const Translation& each : service.translations) names.push_back(each.name);
                values.add(SearchScope::service, service.id, std::move(names));
            }
    for (const std::string& each : tags) values.add(SearchScope::tag, each, {each});
    for (const QueueTurn each : all<QueueTurn>())
        if (each != QueueTurn::anybody) values.add(SearchScope::is, name_of(each), label(each));
    return std::move(values.all);
}

Message in_words(const ScopeDoubt& doubt) {
    if (doubt.fitting.empty())
        return tr("Nothing here is called “{typed}”, so it is looked for as words.",
                  {{"typed", doubt.typed}});
    std::string names;
    for (const std::string& each : doubt.fitting) names += (names.empty() ? "" : ", ") + each;
    if (doubt.or_more) names += " …";
    return tr("“{typed}” may mean one of these; type more of it: {names}",
              {{"typed", doubt.typed}, {"names", names}});
}

ScopedSearch read_scopes(std::string_view typed, const Catalog& catalog,
                         const std::vector<ScopeValue>& values) {
    const std::string line = as_line(typed);
    ScopedSearch search;
    Tokens tokens(line);
    while (const auto token = tokens.next()) {
        const auto scope = scope_called(token->scope, catalog);
        const auto meant = scope ? fitting(*scope, token->value, values) : std::vector<const ScopeValue*>();
        if (meant.size() == 1 && !plain_words(token->value).empty()) {
            const auto is_same = [&](const ScopeValue& each) { return each.scope == *scope; };
            std::erase_if(search.scopes, is_same);
            search.scopes.push_back(*meant.front());
            continue;
        }
        if (scope) search.doubts.push_back(doubt_about(*token, meant));
        if (meant.empty()) search.words.append(search.words.empty() ? "" : " ").append(token->whole);
    }
    return search;
}

ListQueue narrowed(ListQueue request, const ScopedSearch& search) {
    request.text = search.words;
    for (const ScopeValue& each : search.scopes) switch (each.scope) {
        case SearchScope::status:
            request.statuses.clear();
            for (const Status status : all<Status>())
                if (name_of(status) == each.key || (each.key == open_key && !is_closed(status)))
                    request.statuses.push_back(status);
            break;
        case SearchScope::assignee: request.assignee = each.key; break;
        case SearchScope::priority: request.priorities = {*from_name<Priority>(each.key)}; break;
        case SearchScope::service: request.service = each.key; break;
        case SearchScope::tag: request.tag = each.key; break;
        case SearchScope::is: request.turn = *from_name<QueueTurn>(each.key); break;
        }
    return request;
}

} // namespace stu
