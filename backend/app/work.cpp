// What staff decides between themselves: notes, who does it, how urgent it is; and what waits for whom.

#include "backend/app/work.hpp"

#include "backend/app/limits.hpp"
#include "backend/app/merging.hpp"
#include "backend/app/pages.hpp"
#include "backend/app/post.hpp"
#include "backend/app/question.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/ticket_view.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/watchers.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/mentions.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/work.hpp"
#include "backend/store/tickets/work_lists.hpp"
#include "common/work.hpp"

#include <algorithm>

namespace stu::app {
namespace {

constexpr Marked staff_decides = tr("Only staff of the department decides this."),
                 staff_works = tr("Only staff has work that waits.");

} // namespace

Result<Ticket> workable_ticket(store::Transaction& transaction, const Actor& actor, std::string_view number) {
    auto ticket = readable_ticket(transaction, actor, number);
    if (!ticket) return no_such_ticket();
    if (!may(actor, Action::work_on, access_subject(*ticket))) return not_allowed(actor, staff_decides);
    return std::move(*ticket);
}

Result<Ticket> ticket_to_work_on(store::Transaction& transaction, Context& context, std::string_view number) {
    auto ticket = workable_ticket(transaction, context.actor, number);
    if (ticket)
        if (auto refusal = count(transaction, limit::staff_work, context.actor.user_id, context.now_ms))
            return *refusal;
    return ticket;
}

bool works_here(store::Transaction& transaction, const Ticket& ticket, std::string_view user_id) {
    const auto colleagues = store::colleagues_in(transaction, ticket.department);
    return std::any_of(colleagues.begin(), colleagues.end(),
                       [&](const Colleague& each) { return each.id == user_id; });
}

namespace {

/// With the mail of whoever is told of it.
void record_decision(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                     TicketEvent event, std::string_view request_id) {
    event.sequence = store::insert_internal_event(transaction, ticket, event, request_id);
    tell_staff(transaction, context, ticket, event);
}

/// Runs `decide(transaction, ticket)` on the ticket, and shows it.
template <class Decide>
Result<TicketView> decide_about(Context& context, std::string_view number, Decide decide) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        auto ticket = ticket_to_work_on(transaction, context, number);
        if (!ticket) return ticket.error();
        if (auto decided = decide(transaction, ticket.value()); !decided) return decided.error();
        return view_of(transaction, context.actor, std::move(ticket.value()));
    });
}

} // namespace

Result<Empty> assign_ticket(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                            const Assignment& request, std::string_view request_id) {
    TicketWork work = store::work_of(transaction, ticket.id);
    if (work.assignee == request.to) return Empty{};
    if (!request.to.empty() && !works_here(transaction, ticket, request.to))
        return invalid("to", tr("This person does not work in the ticket's department."));
    const auto event = assign(ticket, work, request, context.actor, context.now_ms);
    if (!event) return event.error();
    store::store_work(transaction, ticket.id, work);
    record_decision(transaction, context, ticket, event.value(), request_id);
    return Empty{};
}

Result<Empty> prioritise_ticket(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                                Priority to, std::string_view request_id) {
    TicketWork work = store::work_of(transaction, ticket.id);
    if (work.priority == to) return Empty{};
    const TicketEvent event = change_priority(ticket, work, to, context.actor, context.now_ms);
    store::store_work(transaction, ticket.id, work);
    record_decision(transaction, context, ticket, event, request_id);
    return Empty{};
}

namespace {

store::WaitFilter filter_of(const Context& context, WorkList list, WaitKind kind) {
    store::WaitFilter filter{context.actor.departments, {""}, kind, context.now_ms};
    if (list == WorkList::my_turn) filter.assignees.push_back(context.actor.user_id);
    return filter;
}

std::int64_t size_of(store::Transaction& transaction, const Context& context, WorkList list, WaitKind kind) {
    const Actor& actor = context.actor;
    switch (list) {
    case WorkList::mine:
        return store::count_assigned(transaction, actor.user_id, actor.departments, most_counted_work);
    case WorkList::mentions:
        return store::count_mentions(transaction, actor.user_id, actor.departments, most_counted_work);
    case WorkList::my_turn:
    case WorkList::unassigned: break;
    }
    return store::count_waiting(transaction, filter_of(context, list, kind), most_counted_work);
}

std::vector<store::ListedTicket> rows_of(store::Transaction& transaction, const Context& context,
                                         const ListWork& request, const store::Stretch& stretch) {
    const Actor& actor = context.actor;
    switch (request.list) {
    case WorkList::mine:
        return store::assigned_tickets(transaction, actor.user_id, actor.departments, stretch);
    case WorkList::mentions:
        return store::mentioned_tickets(transaction, actor.user_id, actor.departments, stretch);
    case WorkList::my_turn:
    case WorkList::unassigned: break;
    }
    return store::waiting_tickets(transaction, filter_of(context, request.list, request.kind), actor.user_id,
                                  stretch);
}

Result<WorkPage> read_work(store::Transaction& transaction, const Context& context, const ListWork& request) {
    WorkPage work;
    for (const WorkList list : all<WorkList>())
        work.lists.push_back(size_of(transaction, context, list, WaitKind::any));
    if (waits(request.list))
        for (const WaitKind kind : all<WaitKind>())
            work.kinds.push_back(kind == WaitKind::any ? work.lists[static_cast<std::size_t>(request.list)]
                                                       : size_of(transaction, context, request.list, kind));
    const std::int64_t total =
        waits(request.list) ? work.kinds[std::size_t(request.kind)] : work.lists[std::size_t(request.list)];
    auto page = cut_page(request.older_than, request.newer_than, total, [&](const store::Stretch& stretch) {
        auto rows = rows_of(transaction, context, request, stretch);
        store::add_last_words(transaction, rows);
        return rows;
    });
    if (!page) return page.error();
    work.page = std::move(page.value());
    work.page.more_than_total = total == most_counted_work;
    return work;
}

} // namespace

Result<TicketView> handle(NoteOnTicket, Context& context, const TicketNote& request) {
    return context.write([&](store::Transaction& transaction) -> Result<TicketView> {
        if (auto done = done_before(transaction, context.actor, request.request_id, request.text))
            return *std::move(done);
        auto found = ticket_to_work_on(transaction, context, request.number);
        if (!found) return found.error();
        Ticket& ticket = found.value();
        if (auto refusal = check_notes_room(store::notes_length(transaction, ticket.id), request.text))
            return *refusal;
        TicketEvent note = note_event(ticket, request.text, context.actor, context.now_ms);
        note.sequence = store::insert_internal_event(transaction, ticket, note, request.request_id);
        tell_staff(transaction, context, ticket, note,
                   call_by_name(transaction, ticket, note, context.actor));
        return view_of(transaction, context.actor, std::move(ticket));
    });
}

Result<TicketView> handle(AssignTicket, Context& context, const Assignment& request) {
    return decide_about(context, request.number, [&](store::Transaction& transaction, const Ticket& ticket) {
        return assign_ticket(transaction, context, ticket, request);
    });
}

Result<TicketView> handle(SetPriority, Context& context, const PriorityChange& request) {
    return decide_about(context, request.number, [&](store::Transaction& transaction, const Ticket& ticket) {
        return prioritise_ticket(transaction, context, ticket, request.to);
    });
}

Result<Empty> handle(MarkSeen, Context& context, const TicketSeen& request) {
    return context.write([&](store::Transaction& transaction) -> Result<Empty> {
        const auto ticket = readable_ticket(transaction, context.actor, request.number);
        if (!ticket) return no_such_ticket();
        if (!may(context.actor, Action::work_on, access_subject(*ticket)))
            return not_allowed(context.actor, staff_decides);
        if (merged_refusal(request.number, *ticket)) return Empty{}; // its version is another ticket's
        const std::string& reader = context.actor.user_id;
        const std::int64_t version = std::min(request.version, ticket->version);
        store::mark_seen(transaction, reader, ticket->id, version);
        store::forget_mention(transaction, reader, ticket->id, request.internal);
        store::forget_merged_mentions(transaction, reader, *ticket, version);
        return Empty{};
    });
}

Result<WorkPage> handle(StaffWork, Context& context, const ListWork& request) {
    if (auto refusal = staff_refusal(context.actor, staff_works)) return *refusal;
    return context.read(
        [&](store::Transaction& transaction) { return read_work(transaction, context, request); });
}

Result<ListedTickets> handle(ListedInWork, Context& context, const ListWork& request) {
    if (auto refusal = staff_refusal(context.actor, staff_works)) return *refusal;
    return context.read([&](store::Transaction& transaction) {
        return cut_to_change(request.older_than, [&](const store::Stretch& stretch) {
            return rows_of(transaction, context, request, stretch);
        });
    });
}

} // namespace stu::app
