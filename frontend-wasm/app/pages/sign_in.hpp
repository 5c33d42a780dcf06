#pragma once
// "/sign-in", and the question over the page of somebody whose session ended.

#include "common/user.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct SignIn {
    Credentials request;
    bool asks_captcha = false; ///< after some failures
    Sending sending;
};

} // namespace stu::app::page
