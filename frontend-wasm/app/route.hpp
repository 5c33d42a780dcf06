#pragma once
// Addresses of the pages. Every page has a real URL: back, forward, reload and a link in a mail all work.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stu::app {

enum class Page : std::uint8_t {
    home,             ///< "/": landing page for visitors, home for students, what waits for staff
    sign_in,          ///< "/sign-in?next=…"
    register_student, ///< "/register"
    register_staff,   ///< "/register-staff"
    check_mail,       ///< "/check-mail": after registering
    choose_service,   ///< "/new"
    new_ticket,       ///< "/new/<service>?from=<number of the ticket to begin with>"
    tickets,          ///< "/tickets"
    ticket,           ///< "/tickets/<number>"
    track,            ///< "/track"
    work,             ///< "/work/<WorkList>?kind=…": what waits for staff
    saved_replies,    ///< "/replies": what staff sends often
    file_for_student, ///< "/file-for-student": staff files for whoever phones
    queue,            ///< "/queue/<department>?status=…&service=…", see queue_filter.hpp
    analytics,        ///< "/analytics/<department>?range=…", see analytics_range.hpp
    forgot_password,  ///< "/forgot"
    reset_password,   ///< "/reset#<secret>"
    confirm_email,    ///< "/confirm#<secret>"
    settings,         ///< "/settings"
    appearance,       ///< "/appearance": theme and size of text on this device, for everybody
    followed,         ///< "/track/<number>#<secret>": how a ticket stands, without signing in
    gallery,          ///< "/gallery": every component in its states, for developers and the tests
    long_list,        ///< "/gallery/rows": a table of 100,000 rows
    unknown,
};

struct Route {
    Page page = Page::home;
    std::string id; ///< the <…> part of the path
    std::vector<std::pair<std::string, std::string>> query;
    std::string secret =
        {}; ///< behind the # of a link in a mail; `url_of` leaves it out, so it is seen only once

    bool operator==(const Route&) const = default;
    /// Empty when the query has no such key.
    std::string_view parameter(std::string_view key) const;
    /// A copy with `key` set, or removed when `value` is empty.
    Route with(std::string_view key, std::string_view value) const;
};

/// Page::unknown for paths that are not ours. Tolerates any bytes.
Route parse_route(std::string_view url);
std::string url_of(const Route& route);

/// Pages that only make sense for somebody who is signed in.
bool needs_session(Page page);
/// Pages that only make sense for somebody who is not.
bool is_for_visitors(Page page);

} // namespace stu::app
