#pragma once
// Everything the app knows while it runs. Screens read it and edit the drafts in it; only update() changes
// the rest.

#include "common/account.hpp"
#include "common/views.hpp"
#include "frontend-wasm/app/analytics_range.hpp"
#include "frontend-wasm/app/queue_filter.hpp"
#include "frontend-wasm/app/route.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stu::app {

/// Something the server is asked for: nothing yet, a value, or a refusal. An old value stays while a new one
/// loads.
template <class T> struct Loaded {
    bool loading = false;
    std::optional<T> value;
    std::optional<Error> error;

    void start() {
        loading = true;
        error.reset();
    }
    void finish(const Result<T>& result) {
        loading = false;
        if (result) {
            value = result.value();
            error.reset();
        } else {
            error = result.error();
        }
    }
};

/// What every form has: what is wrong with it, and whether it is on its way.
struct Sending {
    bool busy = false;
    bool waiting = false; ///< for a connection; then it is sent by itself (waiting.hpp)
    std::vector<FieldError> errors;
    Message refusal; ///< a sentence that belongs to no field
    /// What stood in the form when it was refused, by field; filled in by take_back_errors.
    std::map<std::string, std::string> refused;

    void start() {
        busy = true;
        errors.clear();
        refused.clear();
        refusal = {};
    }
    void stop(const Error& error) {
        busy = waiting = false;
        errors = error.details;
        refused.clear();
        refusal = error.details.empty() ? error.message : Message();
    }
};

struct SignInForm {
    Credentials credentials;
    bool asks_captcha = false; ///< after some failures
    Sending sending;
};

struct ConfirmationForm {
    EmailLink link;
    Sending sending;
};

/// Where the mail of a registration went, and the wish for another one.
struct MailCheckForm {
    ConfirmationRequest request;
    std::string sent_to;                         ///< empty after a reload: the address stands in no URL
    Page registered_at = Page::register_student; ///< the form that it was typed into
    bool again = false;                          ///< it was sent once more
    Sending sending;
};

struct ForgottenForm {
    ResetRequest request;
    bool sent = false;
    Sending sending;
};

struct ResetForm {
    PasswordReset request;
    Sending sending;
};

struct ProfileForm {
    Profile profile;
    Sending sending;
};

struct EmailForm {
    EmailChange change;
    std::string sent_to; ///< where a link is waiting to be opened
    Sending sending;
};

struct PasswordForm {
    PasswordChange change;
    Sending sending;
};

struct DeletionForm {
    AccountDeletion request;
    bool asking = false;
    Sending sending;
};

/// Forms that ask whether a person fills them in.
enum class CaptchaFor : std::uint8_t { nothing, sign_in, student, staff, confirmation, forgotten, ticket };

/// The answer that the next such form takes along.
struct CaptchaState {
    std::string answer;
    std::int64_t since_ms = 0;                ///< when the answer or the challenge was had
    bool working = false;                     ///< on a proof of work
    CaptchaFor waiting = CaptchaFor::nothing; ///< form to be sent once there is an answer
    std::int64_t used = 0;                    ///< answers so far: each needs a new checkbox
};

struct RegistrationForm {
    RegisterStudent request;
    Sending sending;
};

struct StaffRegistrationForm {
    RegisterStaff request;
    Sending sending;
};

/// A chosen PDF on its way to the server. Its bytes stay in the browser under `handle`.
struct FileDraft {
    std::uint32_t handle = 0;
    std::string name;
    std::int64_t bytes = 0;
    float fraction = 0;     ///< sent so far, 0 to 1
    std::string attachment; ///< id once the server has it
    Message error;          ///< sentence; the file is not sent
    bool may_retry = false; ///< the file is fine, only sending it failed
    bool waiting = false;   ///< for a connection; then it is sent by itself

    bool uploading() const { return attachment.empty() && error.empty(); }
};

struct NewTicketForm {
    NewTicket request;
    std::vector<FileDraft> files;
    Sending sending;
    bool asking_to_discard = false;

    bool touched() const { return !request.subject.empty() || !request.message.empty() || !files.empty(); }
};

struct AnswerForm {
    Answer request;
    std::vector<FileDraft> files;
    Sending sending;

    bool touched() const { return !request.message.empty() || !files.empty(); }
};

struct ReviewForm {
    StatusChange change;
    StatusChange sent;          ///< last; the same again is a repeat, anything else a change of its own
    std::optional<Status> seen; ///< the ticket's status that `change.to` was chosen beside
    Sending sending;
};

struct EditForm {
    TicketEdit request;
    Sending sending;
    bool open = false;
};

struct WithdrawalForm {
    TicketWithdrawal request;
    Sending sending;
    bool asking = false; ///< whether it is meant
};

struct ReopeningForm {
    TicketReopening request;
    Sending sending;
};

/// The filters above the queue, as they are being chosen; applied all at once.
struct QueueForm {
    QueueFilter filter;
    std::vector<FieldError> errors;
    bool shown = false; ///< on a phone, where they are folded away

    void show(QueueFilter now) {
        filter = std::move(now);
        errors.clear();
    }
};

/// The span of time above the analytics, and which tables are unfolded.
struct AnalyticsForm {
    std::string from, to;
    std::vector<FieldError> errors;
    bool services_table = false, volume_table = false;

    void show(const AnalyticsRange& now) {
        from = now.from;
        to = now.to;
        errors.clear();
    }
};

/// What somebody tries out in the gallery of components.
struct GalleryForm {
    std::string words = "Eduroam drops every evening", password, day = "2026-11-20", mail;
    std::size_t chosen = 0;
    bool ticked = true, dialog = false;
};

struct TrackForm {
    std::string number;
    Sending sending;
};

/// Stays until it is dismissed or the person goes elsewhere; nobody has to read against a clock.
struct Toast {
    Message text;
    bool good = true;
    std::string link = {}; ///< address of what the text is about; empty = none
};

/// What others changed on the present page, and showing which would move what the person reads or is about to
/// press: it waits until they want it.
struct Unshown {
    std::optional<Home> home;
    std::optional<TicketPage> tickets;
    std::optional<TicketView> ticket;
    std::optional<QueuePage> queue;
};

struct State {
    std::string started_at; ///< the address the app was opened with; gone to once the session is known
    Route route;
    std::uint32_t visit = 0; ///< counts navigations: a reply to an earlier page is recognised and dropped

    std::int64_t asked_ms = 0; ///< when the present page's data was asked for; 0 = it may be out of date
    bool quietly = false;      ///< nobody asked for it: neither its coming nor its failing is said

    std::string language = "en";        ///< that is shown
    std::string wanted_language = "en"; ///< the same, or one that is being loaded

    Loaded<Session> session;
    Catalogue named_catalogue; ///< the session's, in the language that is shown; see language.hpp
    std::string owner; ///< id of the person whose pages and forms these are, also after their session ended
    bool session_ended = false; ///< user()'s; they are asked to sign in again over the page they were on
    Loaded<Home> home;
    Loaded<TicketPage> tickets;
    Loaded<TicketView> ticket;
    Loaded<QueuePage> queue;
    Loaded<Analytics> analytics;
    Unshown unshown;

    SignInForm sign_in;
    RegistrationForm registration;
    StaffRegistrationForm staff_registration;
    NewTicketForm new_ticket;
    AnswerForm answer;
    std::map<std::string, AnswerForm> waiting_answers; ///< to other tickets, by number
    ReviewForm review;
    EditForm edit;
    WithdrawalForm withdrawal;
    ReopeningForm reopening;
    std::string shown_pdf;           ///< id of the attachment that stands beside the ticket
    std::set<std::int64_t> unfolded; ///< events of the ticket whose earlier words are shown
    TrackForm track;
    ConfirmationForm confirmation;
    MailCheckForm mail_check;
    ForgottenForm forgotten;
    ResetForm reset;
    ProfileForm profile;
    EmailForm email;
    PasswordForm password;
    DeletionForm deletion;
    Loaded<OpenSessions> sessions;
    TrackTicket following; ///< the link of a mail
    Loaded<TrackedTicket> followed;
    CaptchaState captcha;
    QueueForm queue_form;
    AnalyticsForm analytics_form;
    GalleryForm gallery;

    std::map<std::string, std::string> kept_notes; ///< what drafts.cpp wrote last, by key

    std::optional<Toast> toast;
    bool connection_lost = false;
    bool outdated = false; ///< the server is newer than this page

    const User* user() const {
        return session.value && !session.value->user.id.empty() ? &session.value->user : nullptr;
    }
    bool is_staff() const { return user() && user()->role != stu::Role::student; }
    const Catalogue& catalogue() const { return named_catalogue; }
    const DeskRules& rules() const {
        static const DeskRules none;
        return session.value ? session.value->rules : none;
    }
    /// As the permission table knows this person.
    Actor actor() const;
};

} // namespace stu::app
