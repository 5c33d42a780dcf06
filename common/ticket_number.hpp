#pragma once
// The number people read to each other: seven symbols and a check symbol, "7QHD-20Z8".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu {

/// Crockford's Base32 alphabet (no I, L, O, U) of the low 35 bits of `random`, then a Luhn mod 32 check
/// symbol, which catches every single wrong symbol and most swapped neighbours. A number is a name, never a
/// secret.
std::string make_ticket_number(std::uint64_t random);

/// The canonical form of what somebody typed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
/// Nothing when the length, a symbol or the check symbol is wrong.
std::optional<std::string> parse_ticket_number(std::string_view typed);

/// Three to eight symbols of a number, from wherever in it, in their canonical form without the hyphen.
std::optional<std::string> parse_number_part(std::string_view typed);

/// The number of a ticket in the earlier application: nine digits, spaces around them do not matter. Such a
/// ticket has a number of ours, too.
std::optional<std::string> parse_earlier_number(std::string_view typed);

} // namespace stu
