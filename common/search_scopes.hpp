#pragma once
// Filters that staff type among the words of a search: `status:open assignee:ruth service:"student portal"
// printer`. One rule for the queue and for the palette. Whatever is no such filter stays a word.

#include "common/catalogue.hpp"
#include "common/language/catalog.hpp"
#include "common/views.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

enum class SearchScope : std::uint8_t { status, assignee, priority, service, tag, is };

template <> struct EnumNames<SearchScope> {
    static constexpr std::array<std::string_view, 6> values{"status",  "assignee", "priority",
                                                            "service", "tag",      "is"};
};

/// As the reader's language has it before the colon; its English name means the same everywhere.
Marked label(SearchScope scope);

/// "Waiting for us"
Marked label(QueueTurn turn);

/// What can be typed behind a colon.
struct ScopeValue {
    SearchScope scope = SearchScope::status;
    std::string key;                ///< as ListQueue has it; of a status also "open" and "all"
    std::vector<std::string> names; ///< any of them; people are shown the first
};
/// In English and in the language of `catalog`.
std::vector<ScopeValue> scope_values(const Catalog& catalog,
                                     const std::vector<const Department*>& departments,
                                     const std::vector<Colleague>& colleagues,
                                     const std::vector<std::string>& tags);

/// Something that looks like a filter and is not clear.
struct ScopeDoubt {
    std::string typed;
    std::vector<std::string> fitting; ///< several that it may mean, or none
    bool or_more = false;             ///< that fit, too

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("typed", self.typed);
        f("fitting", self.fitting);
        f("or_more", self.or_more);
    }
};
/// What to do about it.
Message in_words(const ScopeDoubt& doubt);

struct ScopedSearch {
    std::string words;              ///< what is left to be looked for
    std::vector<ScopeValue> scopes; ///< each of another kind: of two the later one counts
    std::vector<ScopeDoubt> doubts; ///< where nothing fits it is among the words, too
};

/// A value is one word or stands in quotation marks. It means what is called exactly so, else what its words
/// begin words of, if that is one thing.
ScopedSearch read_scopes(std::string_view typed, const Catalog& catalog,
                         const std::vector<ScopeValue>& values);

/// `request` with these filters in place of its own, and these words.
ListQueue narrowed(ListQueue request, const ScopedSearch& search);

} // namespace stu
