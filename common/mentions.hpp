#pragma once
// Colleagues that a note calls by name: "@Ruth Kamau", or "@Ruth" where only one of them is called so.
// Whoever is called hears of the note; the page and the server go by this one rule.

#include "common/work.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// A stretch of a text that calls colleagues.
struct Mention {
    std::size_t at = 0, size = 0; ///< bytes, with the "@"
    std::vector<std::string> ids; ///< more than one where they have the same name
};

/// Whom `text` calls, of the colleagues who work here, in order. The "@" stands where a word begins, so never
/// within an e-mail address, and the name ends where one ends. The longest name counts; upper and lower case
/// make no difference, in every script. Takes time in proportion to the text and to each "@" in it.
std::vector<Mention> mentions(std::string_view text, const std::vector<Colleague>& colleagues);

/// The same as user ids, each once, in order of their first mention.
std::vector<std::string> mentioned(std::string_view text, const std::vector<Colleague>& colleagues);

/// What has been typed of a mention that ends at `caret`, with its "@"; empty where none is being typed. What
/// stands behind the "@" may still be the beginning of any name, so it may hold one space.
std::string_view mention_begun(std::string_view text, std::size_t caret);

/// Of the colleagues who work here those whose name, or a later word of it, begins with `typed` in any case;
/// first those whose first word does. The pointers live as long as `colleagues`.
std::vector<const Colleague*> colleagues_called(std::string_view typed,
                                                const std::vector<Colleague>& colleagues);

} // namespace stu
