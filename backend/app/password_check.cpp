#include "backend/app/password_check.hpp"

#include "backend/app/limits.hpp"

namespace stu::app {

Result<store::StoredUser> proven_user(Context& context, std::string_view user_id, std::string_view password,
                                      Error wrong) {
    std::optional<store::StoredUser> stored;
    const auto refusal = context.write([&](store::Transaction& transaction) {
        stored = store::find_stored_user(transaction, user_id);
        return count(transaction, limit::password_check, user_id, context.now_ms);
    });
    if (refusal) return *refusal;
    if (!context.services.passwords.verify(password, stored ? stored->password_hash : std::string{}))
        return wrong;
    context.write(
        [&](store::Transaction& transaction) { forgive(transaction, limit::password_check, user_id); });
    return *std::move(stored);
}

std::optional<User> still_proven(store::Transaction& transaction, const store::StoredUser& proven) {
    auto present = store::find_stored_user(transaction, proven.user.id);
    if (!present || present->password_hash != proven.password_hash) return std::nullopt;
    return std::move(present->user);
}

} // namespace stu::app
