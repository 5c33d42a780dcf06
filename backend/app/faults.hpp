#pragma once
#include "common/result.hpp"

#include <exception>
#include <optional>

namespace stu::app {

/// What to tell people about a fault that has a name: others write, the disk is full or can only be read, or
/// what was asked for is damaged. Nothing when it is another one.
std::optional<Error> known_fault(const std::exception& fault);

/// No room for files any more.
Error no_room_for_files();

} // namespace stu::app
