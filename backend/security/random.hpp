#pragma once
// Randomness, and the ids made of it.

#include <cstdint>
#include <span>
#include <string>

namespace stu::security {

/// Where random bytes come from; a test may give its own.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<unsigned char> bytes) = 0;
    /// With what is to be no secret. May have been drawn earlier, which costs less.
    virtual void fill_public(std::span<unsigned char> bytes) { fill(bytes); }

    std::uint64_t number();
    /// `bytes` random bytes in lower-case hex.
    std::string hex(std::size_t bytes);
};

/// OpenSSL's generator. Thread-safe. Throws when the machine has no entropy.
class SystemRandom final : public Random {
  public:
    void fill(std::span<unsigned char> bytes) override;
    void fill_public(std::span<unsigned char> bytes) override;
};

/// A UUIDv7 (RFC 9562 §5.7): sorts by `now_ms`, and ids of one millisecond in the order they were made here,
/// with 62 random bits. Thread-safe.
std::string make_id(Random& random, std::int64_t now_ms);

} // namespace stu::security
