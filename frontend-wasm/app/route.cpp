#include "frontend-wasm/app/route.hpp"

#include "common/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace stu::app {
namespace {

struct Pattern {
    Page page;
    std::string_view path; ///< a trailing slash means that an id follows
};
constexpr std::array<Pattern, 23> patterns{{{Page::home, "/"},
                                            {Page::sign_in, "/sign-in"},
                                            {Page::register_student, "/register"},
                                            {Page::register_staff, "/register-staff"},
                                            {Page::check_mail, "/check-mail"},
                                            {Page::choose_service, "/new"},
                                            {Page::new_ticket, "/new/"},
                                            {Page::tickets, "/tickets"},
                                            {Page::ticket, "/tickets/"},
                                            {Page::track, "/track"},
                                            {Page::queue, "/queue/"},
                                            {Page::work, "/work/"},
                                            {Page::saved_replies, "/replies"},
                                            {Page::file_for_student, "/file-for-student"},
                                            {Page::forgot_password, "/forgot"},
                                            {Page::reset_password, "/reset"},
                                            {Page::confirm_email, "/confirm"},
                                            {Page::settings, "/settings"},
                                            {Page::appearance, "/appearance"},
                                            {Page::gallery, "/gallery"},
                                            {Page::long_list, "/gallery/rows"},
                                            {Page::followed, "/track/"},
                                            {Page::analytics, "/analytics/"}}};

bool takes_secret(Page page) {
    return page == Page::reset_password || page == Page::confirm_email || page == Page::followed;
}

bool takes_id(const Pattern& pattern) { return pattern.path.size() > 1 && pattern.path.back() == '/'; }

} // namespace

std::string_view Route::parameter(std::string_view key) const {
    for (const auto& entry : query)
        if (entry.first == key) return entry.second;
    return {};
}

Route Route::with(std::string_view key, std::string_view value) const {
    Route changed = *this;
    for (auto it = changed.query.begin(); it != changed.query.end();)
        it = it->first == key ? changed.query.erase(it) : it + 1;
    if (!value.empty()) changed.query.emplace_back(key, value);
    return changed;
}

Route parse_route(std::string_view url) {
    Route route;
    route.page = Page::unknown;
    const std::size_t hash = std::min(url.find('#'), url.size());
    const std::string_view fragment = url.substr(std::min(hash + 1, url.size()));
    url = url.substr(0, hash);
    const std::size_t question = url.find('?');
    const std::string_view path = url.substr(0, question);
    for (const Pattern& pattern : patterns) {
        if (takes_id(pattern)) {
            if (path.size() <= pattern.path.size() || path.substr(0, pattern.path.size()) != pattern.path)
                continue;
            const std::string_view id = path.substr(pattern.path.size());
            if (id.find('/') != std::string_view::npos) continue;
            route.page = pattern.page;
            route.id = percent_decoded(id);
        } else if (path == pattern.path) {
            route.page = pattern.page;
        }
    }
    if (takes_secret(route.page)) route.secret = fragment;
    std::string_view rest =
        question == std::string_view::npos ? std::string_view{} : url.substr(question + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : rest.size());
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && equals > 0)
            route.query.emplace_back(percent_decoded(pair.substr(0, equals)),
                                     percent_decoded(pair.substr(equals + 1)));
    }
    return route;
}

std::string url_of(const Route& route) {
    std::string url = "/";
    for (const Pattern& pattern : patterns)
        if (pattern.page == route.page)
            url = std::string(pattern.path) + (takes_id(pattern) ? percent_encoded(route.id) : "");
    char separator = '?';
    for (const auto& entry : route.query) {
        url += separator + percent_encoded(entry.first) + "=" + percent_encoded(entry.second);
        separator = '&';
    }
    return url;
}

bool needs_session(Page page) {
    switch (page) {
    case Page::choose_service:
    case Page::new_ticket:
    case Page::tickets:
    case Page::ticket:
    case Page::work:
    case Page::saved_replies:
    case Page::file_for_student:
    case Page::queue:
    case Page::analytics:
    case Page::settings: return true;
    default: return false;
    }
}

bool is_for_visitors(Page page) {
    return page == Page::sign_in || page == Page::register_student || page == Page::register_staff ||
           page == Page::forgot_password || page == Page::check_mail;
}

} // namespace stu::app
