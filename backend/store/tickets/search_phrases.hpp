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

/// Each phrase in FTS5's query language. Any of `endings`, whole words, may stand in place of the last word;
/// where there are none, the last word may be unfinished.
std::vector<std::string> fts5_phrases(const SearchPhrases& sought, const std::vector<std::string>& endings);
/// All of them, in the column `words`.
std::string fts5_all(const std::vector<std::string>& matches);

/// The words of SQLite's index that begin as the last one of `sought` does, where FTS5 would have to gather
/// all their tickets to find the newest. Nothing where it would not, and where they are too many. A word that
/// only a server of the version before has written is found whole.
std::vector<std::string> fts5_endings(sql::Connection& connection, const SearchPhrases& sought);
/// Whether FTS5 has to gather: the last word is unfinished and longer than the beginnings that it has an
/// index of.
bool fts5_gathers(const SearchPhrases& sought);

/// PostgreSQL's text[]: terms of its index (`search_terms` in schema/0027) that a ticket has all of …
std::string terms_of(const QueueFilter& filter, const SearchPhrases& sought);
/// … one of, …
std::string periods_of(const QueueFilter& filter, const SearchRange& range);
/// … and patterns of LIKE that its words match.
std::string patterns_of(const SearchPhrases& sought);

/// PostgreSQL's text[] of texts without quotation marks and backslashes.
std::string as_array(const std::vector<std::string>& texts);

} // namespace stu::store
