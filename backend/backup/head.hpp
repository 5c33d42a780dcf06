#pragma once
// What a backup is as a file: a head that everybody may read, then parts of a compressed stream (zstd), each
// of them sealed (security/chunk_seal). The last part says that it is the last, so that a file that was cut
// off is noticed. Within the stream stand a description and the files that it names.

#include "backend/security/random.hpp"
#include "backend/security/secret.hpp"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace stu::backup {

/// A backup that cannot be used, with a sentence for the operator.
class Unusable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// 114 bytes of ASCII.
struct Head {
    bool encrypted = false;
    std::string salt;      ///< 32 hex digits: no two files are encrypted alike
    std::string key_check; ///< 32 hex digits that tell a wrong key from damage
    std::string desk;      ///< 32 hex digits, whose backup it is, so that others' are left alone

    static constexpr std::size_t bytes = 114;
};

Head make_head(const std::optional<security::Secret>& key, std::string_view desk, security::Random& random);
std::string text_of(const Head& head);
/// Nothing when `text` is no head of this version.
std::optional<Head> head_in(std::string_view text);
/// Whether this is the key with which it was encrypted.
bool fits(const security::Secret& key, const Head& head);

/// What stands before each part: its length with its seal, and whether it is the last; 4 bytes.
inline constexpr std::size_t label_bytes = 4;
/// Of compressed bytes in a part.
inline constexpr std::size_t part_bytes = std::size_t{1} << 20;
std::string label_of(std::size_t bytes, bool last);
struct Label {
    std::size_t bytes;
    bool last;
};
Label label_in(std::string_view text);

} // namespace stu::backup
