#pragma once
// The addresses of the app's pages: what the server answers with the app, and with 404 when it is none of
// them.

#include <array>
#include <string_view>

namespace stu {

/// A slash at the end means that an id follows.
inline constexpr std::array<std::string_view, 23> page_paths{
    "/",        "/sign-in",      "/register",   "/register-staff", "/check-mail",      "/new",
    "/new/",    "/tickets",      "/tickets/",   "/track",          "/track/",          "/queue/",
    "/work/",   "/forgot",       "/reset",      "/confirm",        "/settings",        "/appearance",
    "/gallery", "/gallery/rows", "/analytics/", "/replies",        "/file-for-student"};

/// Whether `path`, without a query, is the address of a page.
constexpr bool is_page_path(std::string_view path) {
    for (const std::string_view page : page_paths) {
        if (path == page && (page.size() == 1 || page.back() != '/')) return true;
        const bool with_id = page.size() > 1 && page.back() == '/';
        if (with_id && path.size() > page.size() && path.substr(0, page.size()) == page &&
            path.find('/', page.size()) == path.npos)
            return true;
    }
    return false;
}

} // namespace stu
