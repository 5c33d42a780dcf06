#pragma once
// Writes PDFs: for the demo, for tests, and for finding out at the start whether PDFs can be checked.

#include <span>
#include <string>
#include <string_view>

namespace stu::pdf {

/// A whole PDF of these objects, numbered from 1, of which the first is the catalogue. `more_trailer` is
/// added to the trailer dictionary.
std::string write_document(std::span<const std::string> objects, std::string_view more_trailer = {});

/// A stream object. `more` is added to its dictionary.
std::string stream_of(std::string_view content, std::string_view more = {});

/// One page that shows one line of ASCII without parentheses and backslashes.
std::string one_page(std::string_view line);

} // namespace stu::pdf
