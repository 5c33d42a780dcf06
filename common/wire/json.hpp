#pragma once
// JSON of the very same types, for scripts and people. Not linked into the browser.

#include "common/result.hpp"
#include "common/wire/binary.hpp"

#include <string>
#include <string_view>

namespace stu::wire {

/// Defined for the same types as `to_binary`. Enumerators are their names, keys are the names in `fields()`.
template <class T> std::string to_json(const T& message);

/// An absent key keeps the field's default (validation decides); malformed: not an object, a wrong type, an
/// unknown or repeated key, an unknown enumerator, a number out of range, invalid UTF-8, nesting over
/// `max_depth`, bytes after the value, or over `max_message_bytes`. Never throws.
template <class T> Result<T> from_json(std::string_view text);

/// Whether `text` is one JSON value within the limits, without building anything: a flat scan, so that
/// hostile nesting cannot reach a recursive parser.
bool is_bounded_json(std::string_view text);

} // namespace stu::wire
