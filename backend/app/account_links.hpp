#pragma once
// The links that an account's owner gets by mail. Their secret stands behind a # in the address, so that no
// server ever logs it, and only pressing a button uses it up, so that programs that look through mail do not.

#include "backend/app/context.hpp"
#include "common/user.hpp"

#include <string>

namespace stu::app {

/// Posts the link that makes `email` the confirmed address of `user`; of a day's use. An earlier link ends.
void post_confirmation(store::Transaction& transaction, Context& context, const User& user,
                       const std::string& email);

/// Posts the link for choosing a new password; of half an hour's use. An earlier link ends.
void post_reset(store::Transaction& transaction, Context& context, const User& user);

} // namespace stu::app
