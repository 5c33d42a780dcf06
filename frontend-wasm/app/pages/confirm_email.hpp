#pragma once
// "/confirm", behind the link of a mail.

#include "common/account.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct ConfirmEmail {
    EmailLink request;
    Sending sending;
};

} // namespace stu::app::page
