#pragma once
// The languages that people may choose.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

struct Language {
    std::string_view code;              ///< BCP 47, also the name of its file in po/
    std::string_view name;              ///< in itself
    std::string_view direction = "ltr"; ///< of writing, as HTML has it
};

/// English first, the language of the sources.
std::span<const Language> languages();

/// Null when it is none of ours. "fr-CA" is "fr".
const Language* find_language(std::string_view tag);

/// The first of `wanted` that is one of ours, else `fallback`.
std::string_view language_among(const std::vector<std::string>& wanted, std::string_view fallback);

/// The tags of an `Accept-Language` header (RFC 9110 §12.5.4), the most wanted first; those with q=0 and "*"
/// are left out.
std::vector<std::string> accepted_languages(std::string_view header);

} // namespace stu
