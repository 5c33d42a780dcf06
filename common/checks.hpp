#pragma once
// The building blocks of every `validate()`: one sentence per field that breaks a rule.

#include "common/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stu {

/// What a check says about one field.
struct FieldText {
    Marked subject;      ///< begins the sentences about length and characters: "The subject"
    Marked missing;      ///< the whole sentence for an empty field; empty = the field is optional
    std::size_t max = 0; ///< code points, after trimming
};

inline constexpr std::size_t max_id = 64; ///< an id or slug; ours have 36 characters at most

/// Each returns the sentence to show, or empty when the value is fine. It is looked at as it would be kept
/// (typed_text.hpp).
Message check_line(std::string_view value, const FieldText& field);
Message check_paragraphs(std::string_view value, const FieldText& field);
/// For what programs pass on and nobody types, an id or a cursor: it has to be right as it is.
Message check_id(std::string_view value, const FieldText& field);
Message check_ticket_number(std::string_view number);

/// Adds `sentence` to `errors` unless it is empty.
void note(std::vector<FieldError>& errors, std::string_view field, Message sentence);

} // namespace stu
