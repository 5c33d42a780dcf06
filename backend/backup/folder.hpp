#pragma once
// Folders in which one command at a time writes, and which survive a power cut.

#include "backend/system/descriptor.hpp"

#include <filesystem>

namespace stu::backup {

/// The folder, for this command alone until the descriptor is closed; also a kill ends that. Throws Unusable
/// when it is not there, or another command has it.
system::Descriptor locked_folder(const std::filesystem::path& folder);

/// Makes durable which files are in the folder. Throws std::system_error.
void sync_folder(const system::Descriptor& folder);

/// A new file of mode 0600. Throws std::system_error, also when there is one of that name.
system::Descriptor new_file(const std::filesystem::path& file);

} // namespace stu::backup
