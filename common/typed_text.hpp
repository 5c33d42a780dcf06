#pragma once
// What people type, paste and send from phones, made fit to be kept: nothing of it is worth a refusal. Doing
// it twice changes nothing, and no visible character is lost.

#include <string>
#include <string_view>

namespace stu {

/// For one line (a subject, a name, an address): line breaks and tabs become spaces; control characters,
/// escape sequences of terminals and bidirectional overrides go; then white space and invisible characters at
/// both ends. Empty when nothing is visible. Malformed bytes stay as they are.
std::string as_line(std::string_view typed);

/// For text of many lines: the same, but line breaks (CR LF, CR, U+2028 …) become line feeds, tabs stay, and
/// bidirectional marks are the writer's business.
std::string as_paragraphs(std::string_view typed);

} // namespace stu
