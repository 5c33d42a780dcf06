#include "backend/app/staff_mail.hpp"

#include "backend/app/post.hpp"
#include "backend/store/catalogue.hpp"
#include "backend/store/tickets.hpp"
#include "backend/store/users.hpp"

#include <algorithm>

namespace stu::app {
namespace {

/// The member of staff who acted last; a visitor when nobody has.
User last_staff(store::Transaction& transaction, const std::vector<TicketEvent>& events) {
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const TicketEvent& event) {
        return event.author_role != Role::student;
    });
    if (last == events.rend()) return {};
    return store::find_user(transaction, last->author_id).value_or(User{});
}

} // namespace

void tell_last_staff(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                     const TicketEvent& event) {
    const User staff = last_staff(transaction, store::load_events(transaction, ticket.id));
    if (staff.id.empty()) return;
    const Catalogue catalogue = store::load_catalogue(transaction);
    post(transaction, context,
         answer_mail(ticket, event, staff,
                     {department_name(catalogue, ticket.department), service_name(catalogue, ticket.service)},
                     context.services.base_url));
}

} // namespace stu::app
