#include "backend/app/duplicates.hpp"

#include "backend/app/merging.hpp"
#include "backend/app/post.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/store/tickets/merges.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <string>
#include <utility>
#include <vector>

namespace stu::app {

std::optional<Error> original_refusal(store::Transaction& transaction, const Actor& actor,
                                      std::string_view number) {
    const auto original = ticket_itself(transaction, actor, number);
    if (!original) return invalid("duplicate_of", tr("There is no such ticket in your departments."));
    if (Message reason = check_original(*original); !reason.empty())
        return invalid("duplicate_of", std::move(reason));
    return std::nullopt;
}

void look_after_duplicates(store::Transaction& transaction, const Context& context,
                           const Catalogue& catalogue, const Ticket& original) {
    const bool unsolved = ended_unsolved(original);
    if (!unsolved && original.duplicate_of.empty()) return;
    std::vector<Ticket> duplicates = store::duplicates_of(transaction, original.number);
    for (const Ticket& merged : store::tickets_merged_into(transaction, original.number))
        for (Ticket& each : store::duplicates_of(transaction, merged.number))
            duplicates.push_back(std::move(each));
    for (Ticket& ticket : duplicates) {
        const std::string_view desk = department_name(catalogue, ticket.department);
        const store::CountedTicket before = store::counted(ticket);
        const TicketEvent event = unsolved
                                      ? return_duplicate(ticket, desk, context.now_ms)
                                      : follow_original(ticket, original.duplicate_of, desk, context.now_ms);
        store::update_ticket(transaction, ticket, before);
        store::insert_event(transaction, ticket.id, event);
        if (!unsolved || ticket.withdrawn_ms != 0) continue;
        tell_student(transaction, context, catalogue, ticket, event);
        tell_staff(transaction, context, ticket, event);
    }
}

} // namespace stu::app
