#pragma once
// "/check-mail": where the mail of a registration went (SentRegistration), and the wish for another one.

#include "common/account.hpp"
#include "frontend-wasm/app/sending.hpp"

namespace stu::app::page {

struct CheckMail {
    ConfirmationRequest request;
    bool again = false; ///< it was sent once more
    Sending sending;
};

} // namespace stu::app::page
