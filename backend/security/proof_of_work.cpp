#include "backend/security/proof_of_work.hpp"

#include "backend/security/sha256.hpp"
#include "common/numbers.hpp"

#include <optional>
#include <utility>

namespace stu::security {
namespace {

bool begins_with_zero_bits(std::string_view hex, int bits) {
    for (const char digit : hex) {
        if (bits <= 0) return true;
        const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
        if (bits >= 4) {
            if (value != 0) return false;
        } else {
            return value < (16 >> bits);
        }
        bits -= 4;
    }
    return bits <= 0;
}

} // namespace

ProofOfWork::ProofOfWork(const Secret& secret, Random& random, std::function<std::int64_t()> now_ms, Use use,
                         int bits)
    : secret_(secret), random_(random), now_ms_(std::move(now_ms)), use_(std::move(use)), bits_(bits) {}

std::string ProofOfWork::signature(std::string_view text) const {
    return secret_.code("proof of work", text).substr(0, 16);
}

// A challenge is "<random>.<expiry in ms>.<signature>", so nothing is stored until it is used. It and a nonce
// fit into one block of SHA-256 (55 bytes), which is all that the browser's side computes.
std::optional<Challenge> ProofOfWork::challenge() {
    std::string text = random_.hex(5) + "." + std::to_string(now_ms_() + lifetime_ms);
    text += "." + signature(text);
    return Challenge{std::move(text), bits_};
}

Captcha::Verdict ProofOfWork::check(std::string_view answer, std::string_view) {
    std::string_view rest = answer;
    const std::string_view random = split_off(rest, '.'), expiry = split_off(rest, '.'),
                           signed_with = split_off(rest, '.');
    const std::string_view signed_text = answer.substr(0, random.size() + 1 + expiry.size());
    const auto expires_ms = number_in<std::int64_t>(expiry);
    if (!expires_ms || !number_in<std::int64_t>(rest) || !equal(signed_with, signature(signed_text)))
        return Verdict::wrong;
    if (*expires_ms <= now_ms_()) return Verdict::wrong;
    if (!begins_with_zero_bits(sha256(answer), bits_)) return Verdict::wrong;
    return use_(signed_text, *expires_ms) ? Verdict::passed : Verdict::wrong;
}

} // namespace stu::security
