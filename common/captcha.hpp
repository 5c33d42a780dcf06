#pragma once
// Showing that a form was filled in by a person, or at least at some cost. The site chooses which kind; a
// form that needs an answer carries it in its field `captcha`.

#include "common/enum_names.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace stu {

enum class CaptchaKind : std::uint8_t {
    none,
    proof_of_work, ///< the browser computes for a moment; nobody else is asked
    recaptcha,     ///< Google's checkbox (reCAPTCHA v2)
};

template <> struct EnumNames<CaptchaKind> {
    static constexpr std::array<std::string_view, 3> values{"none", "proof_of_work", "recaptcha"};
};

/// What a page needs to know to obtain an answer.
struct CaptchaOffer {
    CaptchaKind kind = CaptchaKind::none;
    std::string site_key; ///< of reCAPTCHA
    std::string server;   ///< origin that the checkbox comes from

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("kind", self.kind);
        f("site_key", self.site_key);
        f("server", self.server);
    }
};

/// A proof of work. Its answer is "<challenge>.<nonce>", with any decimal nonce for which the SHA-256 of the
/// whole answer begins with `bits` zero bits: 2^bits attempts on average. Good once, for half an hour.
struct Challenge {
    std::string challenge;
    std::int64_t bits = 0;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("challenge", self.challenge);
        f("bits", self.bits);
    }
};

} // namespace stu
