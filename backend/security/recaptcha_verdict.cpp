// The answer of reCAPTCHA's service, which is JSON from outside.

#include "backend/security/recaptcha.hpp"

#include "common/wire/cereal_json.hpp"

namespace stu::security {

Captcha::Verdict verdict_of(std::string_view json, std::string_view host) {
    using Verdict = Captcha::Verdict;
    rapidjson::Document answer;
    answer.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(json.data(),
                                                                                         json.size());
    if (answer.HasParseError() || !answer.IsObject()) return Verdict::unavailable;
    const auto text_of = [](const rapidjson::Value& value) {
        return std::string_view(value.GetString(), value.GetStringLength());
    };
    if (!answer.HasMember("success") || !answer["success"].IsBool()) return Verdict::unavailable;
    if (answer["success"].GetBool()) {
        const bool ours = answer.HasMember("hostname") && answer["hostname"].IsString() &&
                          text_of(answer["hostname"]) == host;
        return ours ? Verdict::passed : Verdict::wrong;
    }
    // A wrong secret is the operator's mistake, not that of the person at the form.
    if (!answer.HasMember("error-codes") || !answer["error-codes"].IsArray()) return Verdict::wrong;
    for (const rapidjson::Value& code : answer["error-codes"].GetArray())
        if (code.IsString() && text_of(code).ends_with("-input-secret")) return Verdict::unavailable;
    return Verdict::wrong;
}

} // namespace stu::security
