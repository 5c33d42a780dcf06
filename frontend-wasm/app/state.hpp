#pragma once
// Everything the app knows while it runs: of the person and the device here, of the present page in its
// PageState. Screens read all of it and edit only what is typed; update() changes the rest.

#include "common/presence.hpp"
#include "common/views.hpp"
#include "common/work.hpp"
#include "frontend-wasm/app/bulk.hpp"
#include "frontend-wasm/app/captcha.hpp"
#include "frontend-wasm/app/finder.hpp"
#include "frontend-wasm/app/loaded.hpp"
#include "frontend-wasm/app/message_forms.hpp"
#include "frontend-wasm/app/pages/pages.hpp"
#include "frontend-wasm/app/route.hpp"
#include "frontend-wasm/app/staff_part.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace stu::app {

/// Stays until it is dismissed or the person goes elsewhere; nobody has to read against a clock.
struct Toast {
    Message text;
    bool good = true;
    std::string link = {};               ///< address of what the text is about; empty = none
    std::optional<Assignment> undo = {}; ///< what would make it as it was; not together with a link
    bool undoes_bulk = false;            ///< what was done to many tickets can be taken back (bulk.hpp)
    std::string unmerge = {};            ///< likewise: number of the ticket that was merged
    std::int64_t since_ms = 0;           ///< when it was said; 0 = just now

    bool can_undo() const { return undo || undoes_bulk || !unmerge.empty(); }
};

/// A registration whose mail is on its way. It outlives its form for whoever sees that the address is wrong,
/// and goes when they go anywhere but between the form and "/check-mail".
struct SentRegistration {
    std::string email;
    std::variant<RegisterStudent, RegisterStaff> request; ///< without the password

    Page form() const { return request.index() == 0 ? Page::register_student : Page::register_staff; }
};

/// What belongs to the person at the screen, whatever page they are on. The next person finds none of it.
struct PersonState {
    std::string owner; ///< id of the person whose pages and forms these are, also after their session ended
    std::optional<page::SignIn> sign_in_again; ///< over the page of user(), whose session ended

    std::string visitor_email; ///< the address that a visitor typed last; nobody types it twice
    std::optional<SentRegistration> sent_registration;
    /// Of links in mails, by address. The address bar shows them only once, and people come back.
    std::map<std::string, std::string> secrets;
    CaptchaState captcha;

    NewTicketForm new_ticket;
    std::map<std::string, AnswerForm> waiting_answers; ///< to other tickets than the present one, by number
    std::map<std::string, std::string> kept_notes;     ///< what drafts.cpp wrote last, by key

    /// The list from which staff went on to a ticket: there and back, and from one to the next.
    struct Trail {
        struct Page {
            std::string address;
            std::vector<std::string> numbers; ///< in the list's order
        };
        std::vector<Page> pages; ///< the one that was shown, and those after it that have been asked for
        std::string further;     ///< address of the page after them; empty = there is none
    } trail;

    Bulk bulk;
    Finder finder;
    std::optional<Toast> toast;
};

struct State : PersonState {
    std::string started_at; ///< the address the app was opened with; gone to once the session is known
    Route route;
    std::uint32_t visit = 0; ///< counts navigations: a reply to an earlier page is recognised and dropped

    PageState page;
    std::uint32_t opened = 0;  ///< the visit that opened `page`; 0 = none has yet
    std::int64_t asked_ms = 0; ///< when the present page's data was asked for; 0 = it may be out of date
    bool quietly = false;      ///< nobody asked for it: neither its coming nor its failing is said

    std::uint32_t keys_shown = 0; ///< the visit on which staff reads what each key does; 0 = none

    /// One that was chosen and does something else already, on that visit.
    struct RefusedKey {
        Shortcut which = Shortcut::next;
        char32_t key = 0;
        std::uint32_t visit = 0;
    };
    std::optional<RefusedKey> refused_key;

    std::optional<TicketPresence> told_presence; ///< what colleagues are being told (presence.hpp)

    std::string language = "en";        ///< that is shown
    std::string wanted_language = "en"; ///< the same, or one that is being loaded
    std::string wanted_catalog = "en";  ///< the file of it: staff read more sentences than students

    Loaded<Session> session;
    Catalogue named_catalogue; ///< the session's, in the language that is shown; see language.hpp
    bool connection_lost = false;
    bool outdated = false; ///< the server is newer than this page

    /// The present page, if it is that one; null otherwise.
    template <class P> P* on() { return std::get_if<P>(&page); }
    template <class P> const P* on() const { return std::get_if<P>(&page); }

    const User* user() const {
        return session.value && !session.value->user.id.empty() ? &session.value->user : nullptr;
    }
    /// Where this program has nothing for staff nobody is; it goes before anybody sees it (staff_part.hpp).
    bool is_staff() const { return has_staff_part() && user() && user()->role != stu::Role::student; }
    const Catalogue& catalogue() const { return named_catalogue; }
    const DeskRules& rules() const {
        static const DeskRules none;
        return session.value ? session.value->rules : none;
    }
    /// As the permission table knows this person.
    Actor actor() const;

    /// The form in which somebody signs in: over a page, or on its own; null where there is none.
    page::SignIn* sign_in() { return sign_in_again ? &*sign_in_again : on<page::SignIn>(); }
};

} // namespace stu::app
