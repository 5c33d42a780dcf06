#pragma once
#include "backend/app/context.hpp"
#include "backend/store/people/users.hpp"
#include "common/result.hpp"

#include <optional>
#include <string_view>

namespace stu::app {

/// The account `user_id`, once `password` has shown that its owner is asking; `wrong` when it has not.
/// Attempts are counted for each account. Takes as long as a hash, so call it outside of transactions, and
/// ask `still_proven` in the one that acts on the answer.
Result<store::StoredUser> proven_user(Context& context, std::string_view user_id, std::string_view password,
                                      Error wrong);

/// The account as it is now; nothing when it is gone or its password was changed since: a reset by its owner
/// ends what somebody else had begun.
std::optional<User> still_proven(store::Transaction& transaction, const store::StoredUser& proven);

} // namespace stu::app
