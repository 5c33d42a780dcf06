#pragma once
// "/register-staff"

#include "common/user.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct RegisterStaff {
    stu::RegisterStaff request;
    Sending sending;
};

} // namespace stu::app::page
