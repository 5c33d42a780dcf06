#pragma once
// Reading stored text back into enumerations; private to store/.

#include "common/enum_names.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace stu::store {

/// Throws when the database holds a name that this binary does not know: a fault, never user input.
template <NamedEnum E> E stored_enum(std::string_view name) {
    if (const auto value = from_name<E>(name)) return *value;
    throw std::runtime_error("unknown name in the database: " + std::string(name));
}

} // namespace stu::store
