#pragma once
// What name servers say.

#include <string>
#include <vector>

namespace stu::system {

/// Whether a host has an address, in any way that this machine looks for one. Waits as long as the resolver
/// does, 10 s or so.
bool has_address(const std::string& host);

/// The TXT records of a name, each in one piece; none where there are none. Throws std::runtime_error when no
/// name server answers. Waits as long.
std::vector<std::string> text_records(const std::string& name);

} // namespace stu::system
