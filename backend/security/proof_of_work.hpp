#pragma once
// The built-in captcha: the browser computes for a moment, and nobody outside is asked. It costs a person
// nothing that they notice and a machine that fills in forms some CPU time for each; it does not tell people
// from machines.

#include "backend/security/captcha.hpp"
#include "backend/security/random.hpp"
#include "backend/security/secret.hpp"
#include "common/time_spans.hpp"

#include <functional>
#include <string>

namespace stu::security {

class ProofOfWork final : public Captcha {
  public:
    /// 2^17 attempts on average: a quarter of a second on a laptop, one to two seconds on a phone.
    static constexpr int usual_bits = 17;
    static constexpr std::int64_t lifetime_ms = 30 * minute_ms;

    /// Remembers that a challenge was used, until it expires. False when it was used before.
    using Use = std::function<bool(std::string_view challenge, std::int64_t expires_ms)>;

    ProofOfWork(const Secret& secret, Random& random, std::function<std::int64_t()> now_ms, Use use,
                int bits = usual_bits);

    CaptchaOffer offer() const override { return {CaptchaKind::proof_of_work, {}, {}}; }
    std::optional<Challenge> challenge() override;
    Verdict check(std::string_view answer, std::string_view address) override;

  private:
    std::string signature(std::string_view text) const;

    const Secret& secret_;
    Random& random_;
    std::function<std::int64_t()> now_ms_;
    Use use_;
    int bits_;
};

} // namespace stu::security
