#include "backend/store/people/challenges.hpp"

namespace stu::store {

// Primary key.
constexpr std::string_view use_once = R"(
    INSERT INTO used_challenge (challenge, expires_ms) VALUES ($1, $2) ON CONFLICT (challenge) DO NOTHING)";

bool use_challenge(Transaction& transaction, std::string_view challenge, std::int64_t expires_ms) {
    return transaction.connection().run(use_once, {challenge, expires_ms}) == 1;
}

// Index used_challenge_expiry.
constexpr std::string_view delete_old_challenges = R"(DELETE FROM used_challenge WHERE expires_ms <= $1)";

std::int64_t delete_expired_challenges(Transaction& transaction, std::int64_t now_ms) {
    return transaction.connection().run(delete_old_challenges, {now_ms});
}

} // namespace stu::store
