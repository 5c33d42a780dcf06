#pragma once
// The installation's own secret, from which others are derived.

#include <string>
#include <string_view>

namespace stu::security {

class Secret {
  public:
    /// At least 32 bytes of text that nobody else knows.
    explicit Secret(std::string key) : key_(std::move(key)) {}

    /// HMAC-SHA-256 in lower-case hex. Different purposes never give each other's codes.
    std::string code(std::string_view purpose, std::string_view text) const;

  private:
    std::string key_;
};

/// Compares without telling by its time how much is right.
bool equal(std::string_view a, std::string_view b);

} // namespace stu::security
