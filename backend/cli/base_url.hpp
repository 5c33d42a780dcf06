#pragma once
// The address that browsers use.

#include <string>

namespace stu::cli {

/// As browsers write it: small letters, without a slash at the end or the scheme's own port. Throws with a
/// sentence for the operator.
std::string checked_base_url(std::string url);

/// "desk.example.edu" of "https://desk.example.edu:8443", "::1" of "http://[::1]:8080".
std::string domain_of(const std::string& origin);

} // namespace stu::cli
