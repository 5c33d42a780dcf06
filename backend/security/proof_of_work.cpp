#include "backend/security/proof_of_work.hpp"

#include "backend/security/sha256.hpp"

#include <charconv>
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

/// What stands before the first dot, and takes both off `text`.
std::string_view take_part(std::string_view& text) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view part = text.substr(0, dot);
    text.remove_prefix(std::min(dot + 1, text.size()));
    return part;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
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
    const std::string_view random = take_part(rest), expiry = take_part(rest), signed_with = take_part(rest);
    const std::string_view signed_text = answer.substr(0, random.size() + 1 + expiry.size());
    const auto expires_ms = number(expiry);
    if (!expires_ms || !number(rest) || !equal(signed_with, signature(signed_text))) return Verdict::wrong;
    if (*expires_ms <= now_ms_()) return Verdict::wrong;
    if (!begins_with_zero_bits(sha256(answer), bits_)) return Verdict::wrong;
    return use_(signed_text, *expires_ms) ? Verdict::passed : Verdict::wrong;
}

} // namespace stu::security
