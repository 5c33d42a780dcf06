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

/// Whether FTS5 would have to gather all tickets of all words that begin so to find the newest: the last word
/// is unfinished and longer than the beginnings that it has an index of.
bool gathers(const SearchPhrases& sought) {
    return sought.is_unfinished && code_points(last_word(sought.phrases.back())) > longest_indexed_beginning;
}

/// The words of SQLite's index that begin so; none where they are too many.
std::vector<std::string> endings_of(sql::Connection& connection, std::string_view beginning) {
    constexpr std::int64_t most = 64;
    // Primary key, a range of it: no character of a word comes after the last one.
    constexpr std::string_view select_words =
        "SELECT word FROM search_word WHERE word >= $1 AND word < $1 || '\U0010FFFF' LIMIT $2";
    std::vector<std::string> endings;
    const auto row = connection.query(select_words, {beginning, most + 1});
    while (row->next()) endings.push_back(row->text(0));
    if (endings.size() > most) return {};
    if (endings.empty()) endings.emplace_back(beginning); // it will not be found either
    return endings;
}

} // namespace

SearchPhrases::SearchPhrases(std::string_view text) {
    const std::string number = parse_ticket_number(text).value_or(std::string());
    phrases = search_phrases(number.empty() ? text : std::string_view(number));
    is_unfinished = !phrases.empty() && code_points(last_word(phrases.back())) > 1;
}

std::string fts5_query(sql::Connection& connection, const SearchPhrases& sought) {
    std::string query = "words : (";
    for (const std::string& phrase : sought.phrases)
        if (&phrase != &sought.phrases.back()) query += in_quotes(phrase) + " AND ";
    const std::string& last = sought.phrases.back();
    const auto endings =
        gathers(sought) ? endings_of(connection, last_word(last)) : std::vector<std::string>();
    if (endings.empty()) return query + in_quotes(last) + (sought.is_unfinished ? " *)" : ")");
    const std::string before(last, 0, last.size() - last_word(last).size());
    query += "(";
    for (const std::string& ending : endings)
        query += (&ending == &endings.front() ? "" : " OR ") + in_quotes(before + ending);
    return query + "))";
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
