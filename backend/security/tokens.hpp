#pragma once
// Secrets that people carry: cookies, links in mail, access codes. Only their hashes are stored; with 128
// random bits or more they need neither salt nor a slow hash.

#include "backend/security/random.hpp"

#include <string>
#include <string_view>

namespace stu::security {

/// 256 random bits in hex, for a cookie or a link.
std::string make_token(Random& random);

/// What the database keeps of it.
std::string token_hash(std::string_view token);

/// 128 random bits to be read aloud: "K7QH-20ZK-…", 26 symbols of Crockford's Base32 in groups of four.
std::string make_access_code(Random& random);

/// What the database keeps of an access code; hyphens, spaces and case do not matter.
std::string access_code_hash(std::string_view typed);

} // namespace stu::security
