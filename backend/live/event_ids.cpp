#include "backend/live/event_ids.hpp"

#include <charconv>
#include <fmt/core.h>

namespace stu::live {
namespace {

constexpr std::size_t code_digits = 32, number_digits = 16;

std::optional<std::uint64_t> number_in(std::string_view hex) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    if (hex.size() != number_digits || error != std::errc{} || end != hex.data() + hex.size())
        return std::nullopt;
    return number;
}

} // namespace

std::string EventIds::id_of(std::uint64_t change, std::string_view person) const {
    const std::string code =
        secret_.code("event", fmt::format("{} {} {}", run_, change, person)).substr(0, code_digits);
    return code + fmt::format("{:016x}", change ^ mask_for(code));
}

std::optional<std::uint64_t> EventIds::change_of(std::string_view id, std::string_view person) const {
    if (id.size() != code_digits + number_digits) return std::nullopt;
    const auto hidden = number_in(id.substr(code_digits));
    if (!hidden) return std::nullopt;
    const std::uint64_t change = *hidden ^ mask_for(id.substr(0, code_digits));
    return security::equal(id, id_of(change, person)) ? std::optional(change) : std::nullopt;
}

std::uint64_t EventIds::mask_for(std::string_view code) const {
    const std::string mask = secret_.code("event number", fmt::format("{} {}", run_, code));
    return number_in(std::string_view(mask).substr(0, number_digits)).value_or(0);
}

} // namespace stu::live
