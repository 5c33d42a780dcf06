#include "backend/app/account_links.hpp"

#include "backend/app/post.hpp"
#include "backend/security/tokens.hpp"
#include "backend/store/people/account_tokens.hpp"
#include "common/time_spans.hpp"

namespace stu::app {
namespace {

constexpr std::int64_t confirmation_ms = day_ms, reset_ms = 30 * minute_ms;

std::string make_link(store::Transaction& transaction, Context& context, const store::AccountToken& token,
                      std::string_view page) {
    const std::string secret = security::make_token(context.services.random);
    store::put_token(transaction, token, security::token_hash(secret));
    return context.services.base_url + std::string(page) + "#" + secret;
}

} // namespace

void post_confirmation(store::Transaction& transaction, Context& context, const User& user,
                       const std::string& email) {
    const std::string link = make_link(
        transaction, context,
        {user.id, store::TokenPurpose::confirm_email, email, context.now_ms + confirmation_ms}, "/confirm");
    post(transaction, context,
         email == user.email ? welcome_mail(user, link, language_for(user, context))
                             : new_address_mail(user, email, link, language_for(user, context)));
}

void post_reset(store::Transaction& transaction, Context& context, const User& user) {
    const std::string link = make_link(
        transaction, context,
        {user.id, store::TokenPurpose::reset_password, user.email, context.now_ms + reset_ms}, "/reset");
    post(transaction, context, reset_mail(user, link, language_for(user, context)));
}

} // namespace stu::app
