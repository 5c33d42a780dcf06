#pragma once
// What somebody types, in words that the app knows itself: names of pages, and where found words stand. The
// server finds more (utf8proc, which would be half of the app); this is for what is seen.

#include "common/rich_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// Where words of `typed` begin words of `text`, in order and apart from each other. Case and the accents of
/// Latin letters make no difference; in scripts without spaces a word may begin anywhere.
std::vector<Stretch> marks_of(std::string_view text, std::string_view typed);

/// As words are compared: two texts with the same are the same words.
std::string plain_words(std::string_view text);

/// Whether all words of `typed` begin a word of `text`; so they do where there are none.
bool has_words(std::string_view text, std::string_view typed);

} // namespace stu
