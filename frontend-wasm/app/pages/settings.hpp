#pragma once
// "/settings": the forms of a person's own account.

#include "common/account.hpp"
#include "common/user.hpp"
#include "frontend-wasm/app/loaded.hpp"
#include "frontend-wasm/app/sending.hpp"

#include <string>

namespace stu::app::page {

struct Settings {
    struct ProfileForm {
        Profile request;
        Sending sending;
    } profile;
    struct EmailForm {
        EmailChange request;
        std::string sent_to; ///< where a link is waiting to be opened
        Sending sending;
    } email;
    struct PasswordForm {
        PasswordChange request;
        Sending sending;
    } password;
    struct DeletionForm {
        AccountDeletion request;
        bool asking = false; ///< whether it is meant
        Sending sending;
    } deletion;
    Loaded<OpenSessions> loaded;
};

} // namespace stu::app::page
