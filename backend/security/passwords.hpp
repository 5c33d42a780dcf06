#pragma once
// Password hashing: Argon2id, by default with m = 19 MiB, t = 2, p = 1 (OWASP), about 20 ms a time.

#include "backend/security/hash_threads.hpp"
#include "backend/security/random.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stu::security {

/// What one hash costs us, and whoever guesses.
struct HashCost {
    std::uint32_t memory_kib = 19'456, passes = 2;
};

/// Thread-safe. At most as many hashes run at once as the machine has cores, since each needs 19 MiB (kept
/// for the next ones, and given back after two seconds without any); the others wait. Call it
/// outside of transactions.
class Passwords {
  public:
    explicit Passwords(Random& random, HashCost cost = {});

    /// PHC text with salt and parameters. Of the NFKC form of what was typed: keyboards differ in how they
    /// compose "é".
    std::string hash(std::string_view password);

    /// `outdated`: right, and to be hashed anew, since `phc` has other parameters than the present ones or
    /// is of what was typed as it stands.
    enum class Match : std::uint8_t { wrong, right, outdated };

    /// Also of bcrypt, which imported accounts have. An empty `phc` (no such account) costs the same time as
    /// a wrong password and is wrong.
    Match match(std::string_view password, std::string_view phc);
    bool verify(std::string_view password, std::string_view phc) {
        return match(password, phc) != Match::wrong;
    }

    /// Takes as long as checking a hash of the other kind than `phc` (Argon2id where that is bcrypt, bcrypt
    /// of the usual cost otherwise), so that the time of a refusal does not tell which kind an account has.
    void spend_other_kind(std::string_view phc);

  private:
    bool matches(std::string_view password, std::string_view phc);
    std::string argon2id(std::string_view password, std::string_view salt);
    std::optional<std::string> salt_of(std::string_view phc) const;

    Random& random_;
    HashCost cost_;
    std::string prefix_; ///< of a hash with the present parameters
    HashThreads threads_;
    std::string nobody_; ///< a hash that no password is known to have, checked when there is no account
};

} // namespace stu::security
