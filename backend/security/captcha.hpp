#pragma once
// What stands between a form and a machine that fills in thousands of it. Which kind is the operator's
// choice; see common/captcha.hpp for what pages know of it.

#include "common/captcha.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace stu::security {

/// Thread-safe.
class Captcha {
  public:
    enum class Verdict : std::uint8_t {
        passed,
        wrong,       ///< made up, used before, expired, or meant for another site
        unavailable, ///< nobody can tell at the moment
    };

    virtual ~Captcha() = default;
    virtual CaptchaOffer offer() const = 0;
    /// A new proof of work; nothing where the site asks for none.
    virtual std::optional<Challenge> challenge() { return std::nullopt; }
    /// May take seconds, and uses the answer up. `address` is the client's. Call it outside of transactions.
    virtual Verdict check(std::string_view answer, std::string_view address) = 0;
};

/// Asks for nothing.
class NoCaptcha final : public Captcha {
  public:
    CaptchaOffer offer() const override { return {}; }
    Verdict check(std::string_view, std::string_view) override { return Verdict::passed; }
};

} // namespace stu::security
