#pragma once
// Seals for the parts of a long file, so that it can be written and read as a stream.

#include "backend/security/secret.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::security {

/// Without a key a seal is a SHA-256, which finds damage. With one the part is encrypted, too (AES-256-GCM,
/// NIST SP 800-38D), and nobody without the key can change it unseen. A seal counts for one file, one place
/// in it and one `label`: parts that were exchanged, repeated or left out do not fit.
class ChunkSeal {
  public:
    /// `head`: what the file begins with. It must hold random bytes, because the file's own key is made of
    /// it: numbers of parts are the nonces, which may not repeat under one key.
    ChunkSeal(std::string head, const std::optional<Secret>& key);

    /// How many bytes a seal adds.
    std::size_t bytes() const;
    /// Encrypts `part` in its place, where there is a key, and appends the seal.
    void seal(std::uint64_t number, std::string_view label, std::string& part) const;
    /// Undoes `seal`. False when the part is not as it was sealed; its bytes then mean nothing.
    bool open(std::uint64_t number, std::string_view label, std::string& part) const;

  private:
    using FileKey = std::array<unsigned char, 32>;

    std::string digest_of(std::uint64_t number, std::string_view label, std::string_view part) const;

    std::string head_;
    std::optional<FileKey> key_;
};

} // namespace stu::security
