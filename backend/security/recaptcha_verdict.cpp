// The answer of reCAPTCHA's service, which is JSON from outside.

#include "backend/security/recaptcha.hpp"

#include <rapidjson/document.h>

namespace stu::security {

Captcha::Verdict verdict_of(std::string_view json, std::string_view host) {
    using Verdict = Captcha::Verdict;
    rapidjson::Document answer;
    answer.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    if (answer.HasParseError() || !answer.IsObject()) return Verdict::unavailable;
    const auto success = answer.FindMember("success");
    if (success == answer.MemberEnd() || !success->value.IsBool()) return Verdict::unavailable;
    if (success->value.GetBool()) {
        const auto hostname = answer.FindMember("hostname");
        const bool ours =
            hostname != answer.MemberEnd() && hostname->value.IsString() &&
            std::string_view(hostname->value.GetString(), hostname->value.GetStringLength()) == host;
        return ours ? Verdict::passed : Verdict::wrong;
    }
    // A wrong secret is the operator's mistake, not that of the person at the form.
    const auto codes = answer.FindMember("error-codes");
    if (codes == answer.MemberEnd() || !codes->value.IsArray()) return Verdict::wrong;
    for (const auto& code : codes->value.GetArray())
        if (code.IsString() &&
            std::string_view(code.GetString(), code.GetStringLength()).ends_with("-input-secret"))
            return Verdict::unavailable;
    return Verdict::wrong;
}

} // namespace stu::security
