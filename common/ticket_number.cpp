#include "common/ticket_number.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <array>

namespace stu {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::uint32_t base = 32;
constexpr std::size_t payload_symbols = 7;
static_assert(alphabet.size() == base);

using Payload = std::array<std::uint32_t, payload_symbols>;

/// Luhn mod N (ISO/IEC 7812-1 Annex B, with N = 32): every other symbol counts double, as the sum of its two
/// digits in base N. Doubling so is a permutation of the symbols, hence no single error goes unseen.
std::uint32_t check_symbol(const Payload& payload) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < payload_symbols; ++i) {
        const bool doubled = i % 2 == 0; // the last payload symbol, i = 6, is doubled
        const std::uint32_t weighted = payload[i] * (doubled ? 2 : 1);
        sum += weighted / base + weighted % base;
    }
    return (base - sum % base) % base;
}

std::string written(const Payload& payload) {
    std::string number;
    number.reserve(payload_symbols + 2);
    for (std::uint32_t symbol : payload) {
        number += alphabet[symbol];
        if (number.size() == 4) number += '-';
    }
    return number += alphabet[check_symbol(payload)];
}

std::optional<std::uint32_t> symbol_value(char typed) {
    if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
    if (typed == 'O') typed = '0';
    if (typed == 'I' || typed == 'L') typed = '1';
    const std::size_t at = alphabet.find(typed);
    if (at == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint32_t>(at);
}

} // namespace

std::string make_ticket_number(std::uint64_t random) {
    Payload payload{};
    for (std::uint32_t& symbol : payload) {
        symbol = static_cast<std::uint32_t>(random % base);
        random /= base;
    }
    return written(payload);
}

std::optional<std::string> parse_ticket_number(std::string_view typed) {
    std::array<std::uint32_t, payload_symbols + 1> symbols{};
    std::size_t count = 0;
    for (char c : typed) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
        const std::optional<std::uint32_t> value = symbol_value(c);
        if (!value || count == symbols.size()) return std::nullopt;
        symbols[count++] = *value;
    }
    if (count != symbols.size()) return std::nullopt;

    Payload payload{};
    for (std::size_t i = 0; i < payload_symbols; ++i) payload[i] = symbols[i];
    if (symbols.back() != check_symbol(payload)) return std::nullopt;
    return written(payload);
}

std::optional<std::string> parse_number_part(std::string_view typed) {
    constexpr std::size_t fewest = 3;
    std::string part;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const std::optional<std::uint32_t> value = symbol_value(c);
        if (!value || part.size() > payload_symbols) return std::nullopt;
        part += alphabet[*value];
    }
    return part.size() < fewest ? std::nullopt : std::optional(part);
}

std::optional<std::string> parse_earlier_number(std::string_view typed) {
    constexpr std::size_t digits = 9;
    std::string number = trimmed(typed);
    const bool fits = number.size() == digits &&
                      std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    return fits ? std::optional(std::move(number)) : std::nullopt;
}

} // namespace stu
