#pragma once
// Google's reCAPTCHA v2, checked on the server
// (https://developers.google.com/recaptcha/docs/verify).

#include "backend/security/captcha.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <semaphore>
#include <string>

namespace stu::security {

struct RecaptchaKeys {
    std::string site_key, secret_key;
    std::string server = "https://www.google.com"; ///< or https://www.recaptcha.net, where Google is blocked
    std::string host;                              ///< of our own pages: an answer given elsewhere is wrong
};

class Recaptcha final : public Captcha {
  public:
    explicit Recaptcha(RecaptchaKeys keys);

    CaptchaOffer offer() const override;
    /// At most 5 s. After five failures to reach the service in a row it is left alone for half a minute, so
    /// that an outage costs nobody a wait.
    Verdict check(std::string_view answer, std::string_view address) override;

  private:
    Verdict ask(std::string_view answer, std::string_view address) const;
    bool resting();
    void note(Verdict verdict);

    RecaptchaKeys keys_;
    std::counting_semaphore<> slots_;
    std::mutex mutex_;
    int failures_ = 0;
    std::chrono::steady_clock::time_point rest_until_{};
};

/// What the service's answer means. Exposed for the tests and the fuzzer: the bytes come from outside.
Captcha::Verdict verdict_of(std::string_view json, std::string_view host);

} // namespace stu::security
