#pragma once
// "/forgot"

#include "common/account.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct ForgotPassword {
    ResetRequest request;
    bool sent = false;
    Sending sending;
};

} // namespace stu::app::page
