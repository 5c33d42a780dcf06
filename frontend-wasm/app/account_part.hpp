#pragma once
// The part of update() about accounts: signing in and out, links in mail, settings, captcha; registering is
// in registration.cpp.

#include "frontend-wasm/app/update_part.hpp"

namespace stu::app {

class AccountPart : protected UpdatePart {
  public:
    void operator()(const intent::SubmitSignIn& happened);
    void operator()(const intent::SubmitRegistration& happened);
    void operator()(const intent::SubmitStaffRegistration& happened);
    void operator()(const intent::SignOut& happened);
    void operator()(const intent::Replied<CurrentSession>& reply);
    void operator()(const intent::Replied<stu::SignIn>& reply);
    void operator()(const intent::Replied<stu::SignOut>& reply);
    void operator()(const intent::Replied<RegisterStudentAccount>& reply);
    void operator()(const intent::Replied<RegisterStaffAccount>& reply);

    void operator()(const intent::SubmitConfirmation& happened);
    void operator()(const intent::SendMailAgain& happened);
    void operator()(const intent::SubmitForgotten& happened);
    void operator()(const intent::SubmitReset& happened);
    void operator()(const intent::Replied<ConfirmEmail>& reply);
    void operator()(const intent::Replied<SendConfirmation>& reply);
    void operator()(const intent::Replied<RequestReset>& reply);
    void operator()(const intent::Replied<ResetPassword>& reply);

    void operator()(const intent::SubmitProfile& happened);
    void operator()(const intent::SubmitNewEmail& happened);
    void operator()(const intent::SubmitNewPassword& happened);
    void operator()(const intent::EndOtherSessions& happened);
    void operator()(const intent::EndSession& happened);
    void operator()(const intent::AskToDeleteAccount& happened);
    void operator()(const intent::KeepAccount& happened);
    void operator()(const intent::ConfirmDeletion& happened);
    void operator()(const intent::Replied<SaveProfile>& reply);
    void operator()(const intent::Replied<ChangeEmail>& reply);
    void operator()(const intent::Replied<ChangePassword>& reply);
    void operator()(const intent::Replied<DeleteAccount>& reply);
    void operator()(const intent::Replied<ListSessions>& reply);
    void operator()(const intent::Replied<EndSessions>& reply);

    void operator()(const intent::Replied<GetChallenge>& reply);

  protected:
    using UpdatePart::UpdatePart;

    /// Ends the wait of the form that the captcha was for, and says which form it was.
    CaptchaFor captcha_arrived(const std::string& answer);
    /// Sends the account form that waited for a captcha, if it was one.
    void send_waiting(CaptchaFor form);

  private:
    template <class Request> void registered(const std::string& email, Request request);
    /// The person whose session ended is back: the page under the dialog is loaded again, its forms stay.
    void sign_in_again(const Session& session);
    /// Leaves nothing of the person in the page.
    void leave(const Message& words);
    Sending* sending_of(CaptchaFor form);
    /// The form of the settings that led to `reply`; null once they were left.
    template <class E, class Form>
    Form* settings_form(const intent::Replied<E>& reply, Form page::Settings::*form) {
        auto* page = sender<page::Settings>(reply);
        return page ? &(page->*form) : nullptr;
    }
    /// The link of a mail has done what it is for.
    void forget_secret(Page page);
};

} // namespace stu::app
