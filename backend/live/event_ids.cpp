#include "backend/live/event_ids.hpp"

#include "common/numbers.hpp"

#include <fmt/core.h>

namespace stu::live {
namespace {

constexpr std::size_t code_digits = 32, number_digits = 16;

std::optional<std::uint64_t> hidden_number(std::string_view hex) {
    return is_hex(hex, number_digits) ? number_in<std::uint64_t>(hex, 16) : std::nullopt;
}

} // namespace

std::string EventIds::id_of(std::uint64_t change, std::string_view person) const {
    const std::string code =
        secret_.code("event", fmt::format("{} {} {}", run_, change, person)).substr(0, code_digits);
    return code + fmt::format("{:016x}", change ^ mask_for(code));
}

std::optional<std::uint64_t> EventIds::change_of(std::string_view id, std::string_view person) const {
    if (id.size() != code_digits + number_digits) return std::nullopt;
    const auto hidden = hidden_number(id.substr(code_digits));
    if (!hidden) return std::nullopt;
    const std::uint64_t change = *hidden ^ mask_for(id.substr(0, code_digits));
    return security::equal(id, id_of(change, person)) ? std::optional(change) : std::nullopt;
}

std::uint64_t EventIds::mask_for(std::string_view code) const {
    const std::string mask = secret_.code("event number", fmt::format("{} {}", run_, code));
    return hidden_number(std::string_view(mask).substr(0, number_digits)).value_or(0);
}

} // namespace stu::live
