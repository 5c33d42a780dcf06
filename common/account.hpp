#pragma once
// What people do with their own account.

#include "common/result.hpp"
#include "common/user.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace stu {

/// The secret of a link in a mail, which confirms an address, also a new one of an existing account. With the
/// password, because a stranger may have asked for the account that the owner of the address is confirming.
struct EmailLink {
    std::string token, password;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("token", self.token);
        f("password", self.password);
    }
};

struct Profile {
    std::string name;
    std::string registration_number; ///< students only
    std::string time_zone;
    Notifications notifications = Notifications::every_update;
    std::string language = {}; ///< code; empty = the desk's own

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("name", self.name);
        f("registration_number", self.registration_number);
        f("time_zone", self.time_zone);
        f("notifications", self.notifications);
        f("language", self.language);
    }
};

/// Takes effect once the link that is sent to the new address has been opened.
struct EmailChange {
    std::string email, password;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("email", self.email);
        f("password", self.password);
    }
};

struct PasswordChange {
    std::string current, password;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("current", self.current);
        f("password", self.password);
    }
};

struct ResetRequest {
    std::string email;
    std::string captcha = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("email", self.email);
        f("captcha", self.captcha);
    }
};

/// Wants the mail with the link that confirms an address once more.
struct ConfirmationRequest {
    std::string email;
    std::string captcha = {};

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("email", self.email);
        f("captcha", self.captcha);
    }
};

struct PasswordReset {
    std::string token, password;

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("token", self.token);
        f("password", self.password);
    }
};

struct AccountDeletion {
    std::string password;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("password", self.password); }
};

/// A browser in which somebody is signed in.
struct OpenSession {
    std::string id;      ///< to end it by; says nothing about its cookie
    std::string browser; ///< "Firefox on Linux", as far as it told
    std::int64_t created_ms = 0, last_used_ms = 0;
    bool current = false; ///< the one that asks

    template <class Self, class F> static void fields(Self& self, F&& f) {
        f("id", self.id);
        f("browser", self.browser);
        f("created_ms", self.created_ms);
        f("last_used_ms", self.last_used_ms);
        f("current", self.current);
    }
};

struct OpenSessions {
    std::vector<OpenSession> sessions; ///< the one used last first

    template <class Self, class F> static void fields(Self& self, F&& f) { f("sessions", self.sessions); }
};

/// Ends one session of the actor, or all but the present one when `id` is empty.
struct SessionEnd {
    std::string id;

    template <class Self, class F> static void fields(Self& self, F&& f) { f("id", self.id); }
};

std::vector<FieldError> validate(const EmailLink& request);
/// `registration_number` is only asked of students, which is the use case's to know: empty passes here.
std::vector<FieldError> validate(const Profile& request);
std::vector<FieldError> validate(const EmailChange& request);
std::vector<FieldError> validate(const PasswordChange& request);
std::vector<FieldError> validate(const ResetRequest& request);
std::vector<FieldError> validate(const ConfirmationRequest& request);
std::vector<FieldError> validate(const PasswordReset& request);
std::vector<FieldError> validate(const AccountDeletion& request);
std::vector<FieldError> validate(const SessionEnd& request);

} // namespace stu
