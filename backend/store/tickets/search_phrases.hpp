#pragma once
// What somebody looks for, in the terms of each engine's index; private to store/.

#include "backend/store/engine/sql.hpp"
#include "backend/store/tickets/search_ranges.hpp"
#include "backend/store/tickets/ticket_lists.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu::store {

/// The phrases that a ticket has to contain.
struct SearchPhrases {
    std::vector<std::string> phrases; ///< see `search_phrases`; empty when there is no word
    bool is_unfinished = false;       ///< the last word may be the beginning of one

    /// A ticket's number may be typed in any way that people read it to each other. One letter is a whole
    /// word: nearly every ticket has one that begins with it.
    explicit SearchPhrases(std::string_view text);
    bool empty() const { return phrases.empty(); }
};

/// All phrases in FTS5's query language, in the column `words`. The last word may be unfinished: where FTS5
/// has no index of what begins so long, the words that SQLite's tickets have of those stand in its place,
/// unless they are too many. A word that only a server of the version before has written is found whole.
std::string fts5_query(sql::Connection& connection, const SearchPhrases& sought);

/// PostgreSQL's text[]: terms of its index (`search_terms` in schema/0027) that a ticket has all of …
std::string terms_of(const QueueFilter& filter, const SearchPhrases& sought);
/// … one of, …
std::string periods_of(const QueueFilter& filter, const SearchRange& range);
/// … and patterns of LIKE that its words match.
std::string patterns_of(const SearchPhrases& sought);

/// PostgreSQL's text[] of texts without quotation marks and backslashes.
std::string as_array(const std::vector<std::string>& texts);

} // namespace stu::store
