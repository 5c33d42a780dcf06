#include "backend/store/tickets/search_phrases.hpp"

#include "backend/store/tickets/search_words.hpp"
#include "backend/store/tickets/ticket_words.hpp"
#include "common/text.hpp"
#include "common/ticket_number.hpp"

#include <algorithm>

namespace stu::store {
namespace {

/// A phrase of FTS5's query language; words have no quotation marks.
std::string in_quotes(std::string_view words) { return "\"" + std::string(words) + "\""; }

std::string_view last_word(std::string_view phrase) { return phrase.substr(phrase.rfind(' ') + 1); }

/// At most so many characters from its beginning.
std::string cut(std::string_view text, std::size_t characters) {
    std::size_t end = 0;
    for (; characters > 0 && end < text.size(); --characters) end += decode(text, end).size;
    return std::string(text.substr(0, end));
}

std::string scope_term(std::string_view id) { return "@" + scope_word(id); }

} // namespace

SearchPhrases::SearchPhrases(std::string_view text) {
    const std::string number = parse_ticket_number(text).value_or(std::string());
    phrases = search_phrases(number.empty() ? text : std::string_view(number));
    is_unfinished = !phrases.empty() && code_points(last_word(phrases.back())) > 1;
}

std::vector<std::string> fts5_phrases(const SearchPhrases& sought, const std::vector<std::string>& endings) {
    std::vector<std::string> matches;
    for (const std::string& phrase : sought.phrases) matches.push_back(in_quotes(phrase));
    std::string& last = matches.back();
    if (endings.empty()) {
        last += sought.is_unfinished ? " *" : "";
        return matches;
    }
    const std::string_view phrase = sought.phrases.back();
    const std::string before(phrase.substr(0, phrase.size() - last_word(phrase).size()));
    last = "(";
    for (const std::string& ending : endings)
        last += (&ending == &endings.front() ? "" : " OR ") + in_quotes(before + ending);
    last += ")";
    return matches;
}

std::string fts5_all(const std::vector<std::string>& matches) {
    std::string all = "words : (";
    for (const std::string& each : matches) all += (&each == &matches.front() ? "" : " AND ") + each;
    return all + ")";
}

bool fts5_gathers(const SearchPhrases& sought) {
    return sought.is_unfinished && code_points(last_word(sought.phrases.back())) > longest_indexed_beginning;
}

std::vector<std::string> fts5_endings(sql::Connection& connection, const SearchPhrases& sought) {
    constexpr std::int64_t most = 64;
    // Primary key, a range of it: no character of a word comes after the last one.
    constexpr std::string_view select_words =
        "SELECT word FROM search_word WHERE word >= $1 AND word < $1 || '\U0010FFFF' LIMIT $2";
    std::vector<std::string> endings;
    if (!fts5_gathers(sought)) return endings;
    const auto row = connection.query(select_words, {last_word(sought.phrases.back()), most + 1});
    while (row->next()) endings.push_back(row->text(0));
    if (endings.size() > most) return {};
    if (endings.empty())
        endings.emplace_back(last_word(sought.phrases.back())); // it will not be found either
    return endings;
}

std::string as_array(const std::vector<std::string>& texts) {
    std::string list = "{";
    for (const std::string& each : texts) list += (list.size() == 1 ? "" : ",") + in_quotes(each);
    return list + "}";
}

std::string terms_of(const QueueFilter& filter, const SearchPhrases& sought) {
    constexpr std::size_t longest = 13; // of search_terms
    std::vector<std::string> terms{scope_term(filter.department)};
    if (!filter.service.empty()) terms.push_back(scope_term(filter.service));
    for (const std::string& phrase : sought.phrases) {
        for (std::string_view rest = phrase; !rest.empty();) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
            const bool unfinished = sought.is_unfinished && rest.empty() && &phrase == &sought.phrases.back();
            terms.push_back(cut(std::string(word) + (unfinished ? "" : " "), longest));
        }
    }
    return as_array(terms);
}

std::string periods_of(const QueueFilter& filter, const SearchRange& range) {
    const std::string department = scope_term(filter.department);
    if (range.bits == 0) return as_array({department});
    const std::string begin = department + " " + std::to_string(range.bits) + " ";
    return as_array({begin + std::to_string(range.first), begin + std::to_string(range.first + 1)});
}

std::string patterns_of(const SearchPhrases& sought) {
    std::vector<std::string> patterns;
    for (const std::string& each : sought.phrases) {
        const bool unfinished = sought.is_unfinished && &each == &sought.phrases.back();
        patterns.push_back("% " + each + (unfinished ? "%" : " %"));
    }
    return as_array(patterns);
}

} // namespace stu::store
