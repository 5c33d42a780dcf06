#pragma once
// "/reset", behind the link of a mail.

#include "common/account.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct ResetPassword {
    PasswordReset request;
    Sending sending;
};

} // namespace stu::app::page
