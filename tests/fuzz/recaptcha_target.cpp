#include "backend/security/recaptcha.hpp"
#include "tests/fuzz/target.hpp"

using namespace stu;

std::vector<std::string_view> stu::fuzz::words() {
    return {"{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"success\"",
            "true",
            "false",
            "\"hostname\"",
            "\"desk.example.edu\"",
            "\"error-codes\"",
            "\"invalid-input-secret\"",
            "\\u0000",
            "1e999"};
}

std::vector<std::string> stu::fuzz::seeds() {
    return {R"({"success": true, "challenge_ts": "2026-11-24T10:00:00Z", "hostname": "desk.example.edu"})",
            R"({"success": false, "error-codes": ["timeout-or-duplicate", "invalid-input-secret"]})",
            R"({"success": true, "score": 0.9, "hostname": "evil.example"})", "[[[[]]]]"};
}

/// Nothing passes that does not say so for our host.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view json(reinterpret_cast<const char*>(data), size);
    const auto verdict = security::verdict_of(json, "desk.example.edu");
    if (verdict == security::Captcha::Verdict::passed)
        fuzz::require(json.find("true") != json.npos && json.find("hostname") != json.npos);
    return 0;
}
