// Forms that ask whether a person fills them in.

#include "backend/app/robots.hpp"

#include "backend/app/use_cases.hpp"

namespace stu::app {

std::optional<Error> captcha_refusal(Context& context, std::string_view answer, WhenUnknown when_unknown) {
    using Verdict = security::Captcha::Verdict;
    security::Captcha& captcha = context.services.captcha;
    if (captcha.offer().kind == CaptchaKind::none) return std::nullopt;
    if (answer.empty()) return invalid("captcha", tr("Please confirm that you are not a robot."));
    switch (captcha.check(answer, context.address)) {
    case Verdict::passed: return std::nullopt;
    case Verdict::wrong:
        return invalid(
            "captcha",
            tr("Please confirm once more that you are not a robot: this was used or has expired."));
    case Verdict::unavailable: break;
    }
    if (when_unknown == WhenUnknown::accept) return std::nullopt;
    return refuse(
        Code::unavailable,
        tr("We cannot check at the moment that you are not a robot. Please try again in a few minutes."));
}

Result<Challenge> handle(GetChallenge, Context& context, const Empty&) {
    if (auto challenge = context.services.captcha.challenge()) return *std::move(challenge);
    return refuse(Code::not_found, tr("No proof of work is asked for here."));
}

} // namespace stu::app
