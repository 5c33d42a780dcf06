#pragma once
// "/register"

#include "common/user.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct RegisterStudent {
    stu::RegisterStudent request;
    Sending sending;
};

} // namespace stu::app::page
