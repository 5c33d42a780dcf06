#include "backend/app/sessions.hpp"

#include "backend/security/tokens.hpp"
#include "backend/store/people/known_browsers.hpp"
#include "backend/store/people/sessions.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_lists.hpp"
#include "common/time_spans.hpp"

#include <utility>

namespace stu::app {
namespace {

/// Browsers keep no cookie longer.
constexpr std::int64_t browser_cookie_ms = 400 * day_ms;

struct Lifetime {
    std::int64_t total_ms; ///< using the session does not prolong this
    std::int64_t idle_ms;  ///< 0 = may be idle as long as it lives
};

/// Staff see other people's data, and sit at desks that others walk past.
Lifetime lifetime_of(Role role, bool remember) {
    if (role == Role::student) return remember ? Lifetime{30 * day_ms, 0} : Lifetime{day_ms, 12 * hour_ms};
    return remember ? Lifetime{12 * hour_ms, 0} : Lifetime{12 * hour_ms, hour_ms / 2};
}

template <class Count> std::int64_t open_in(const std::vector<Count>& counts) {
    std::int64_t open = 0;
    for (const Count& count : counts)
        if (!is_closed(count.status)) open += count.tickets;
    return open;
}

} // namespace

void open_session(store::Transaction& transaction, Context& context, const User& user, bool remember) {
    if (!context.session_token.empty())
        store::delete_session(transaction, security::token_hash(context.session_token));
    const std::int64_t now = context.now_ms;
    const Lifetime lifetime = lifetime_of(user.role, remember);
    std::string token = security::make_token(context.services.random);
    store::insert_session(transaction, {security::token_hash(token), user.id, now, now + lifetime.total_ms,
                                        lifetime.idle_ms, now, context.browser});
    // Not remembered = the browser drops the cookie when it is closed.
    context.cookies.push_back(
        {CookieChange::Cookie::session, std::move(token), remember ? lifetime.total_ms : 0});
}

void know_browser(store::Transaction& transaction, Context& context, const User& user) {
    // One that this account does not know is replaced: it may have been planted by somebody else.
    const bool known =
        !context.browser_token.empty() &&
        store::is_known_browser(transaction, security::token_hash(context.browser_token), user.id);
    std::string token = known ? context.browser_token : security::make_token(context.services.random);
    store::remember_browser(transaction, security::token_hash(token), user.id, context.now_ms);
    context.cookies.push_back({CookieChange::Cookie::browser, std::move(token), browser_cookie_ms});
}

std::int64_t open_tickets(store::Transaction& transaction, const Actor& actor) {
    if (actor.role == Role::student) return open_in(store::own_counts(transaction, actor.user_id));
    std::int64_t open = 0;
    if (!actor.verified) return open;
    for (const std::string& department : actor.departments)
        open += open_in(store::counts_in(transaction, department, {}));
    return open;
}

Session session_of(store::Transaction& transaction, const Context& context, User user) {
    const bool visitor = user.id.empty();
    const std::int64_t open = visitor ? 0 : open_tickets(transaction, actor_for(user));
    std::string draft_key = visitor ? std::string() : context.services.secret.code("drafts", user.id);
    return {std::move(user),
            open,
            store::load_catalogue(transaction),
            {context.services.policy.email_domains, context.services.captcha.offer(),
             context.services.policy.language},
            std::move(draft_key)};
}

} // namespace stu::app
