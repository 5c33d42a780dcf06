#pragma once
// The stable text of each enumerator: what stands in JSON, in the database and in URLs.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace stu {

/// Specialise with `static constexpr std::array<std::string_view, N> values`, in the order of the
/// enumerators. The names are a contract with stored data and scripts: add at the end, never rename.
template <class E> struct EnumNames;

template <class E>
concept NamedEnum = requires {
    EnumNames<E>::values.size();
};

template <NamedEnum E> constexpr std::size_t count_of() { return EnumNames<E>::values.size(); }

/// Every enumerator, in order.
template <NamedEnum E> constexpr std::array<E, count_of<E>()> all() {
    std::array<E, count_of<E>()> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<E>(i);
    return values;
}

template <NamedEnum E> constexpr std::string_view name_of(E value) {
    return EnumNames<E>::values[static_cast<std::size_t>(value)];
}

template <NamedEnum E> constexpr std::optional<E> from_name(std::string_view name) {
    for (const E value : all<E>())
        if (name_of(value) == name) return value;
    return std::nullopt;
}

} // namespace stu
