// Staff changes many tickets at once, and takes that back.

#include "common/bulk.hpp"
#include "backend/app/limits.hpp"
#include "backend/app/merging.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/responses.hpp"
#include "backend/app/transfers.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/app/work.hpp"
#include "backend/security/sha256.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/held_transfers.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "backend/store/tickets/work.hpp"
#include "common/saved_reply.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace stu::app {
namespace {

constexpr Marked staff_changes = tr("Only staff changes many tickets at once.");

/// Of one transaction: others who write get their turn in between.
constexpr std::size_t tickets_in_part = 50;

/// What one ticket's share of the whole is called, so that it is found again: 32 hex digits as any other.
std::string share_of(std::string_view request_id, std::string_view number) {
    return security::sha256(std::string(request_id) + std::string(number)).substr(0, 32);
}

/// It has been done, and can still be taken back before the student sees anything of it.
bool waits(store::Transaction& transaction, const Actor& actor, std::string_view share) {
    return store::ticket_holding(transaction, actor.user_id, share) ||
           store::ticket_leaving(transaction, actor.user_id, share);
}

Result<Empty> nothing_but(const Result<Ticket>& result) {
    return result ? Result<Empty>(Empty{}) : Result<Empty>(result.error());
}

Result<Empty> transfer_one(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                           const TicketTransfer& transfer, const UndoTime& time) {
    const auto department = department_for(transaction, context, transfer.service);
    if (!department) return department.error();
    return hold_transfer(transaction, context, ticket, transfer, department.value(), time);
}

/// Puts what is known of the ticket in place of the variables; the refusal where one is left, say.
std::optional<Error> fill_in_for(store::Transaction& transaction, const Context& context,
                                 const Ticket& ticket, StaffResponse& response) {
    if (response.remark.find("{{") == std::string::npos) return std::nullopt; // nearly always
    const Catalogue catalogue = in_language(store::load_catalogue(transaction), context.language);
    response.remark = fill_in(response.remark, reply_values(ticket, catalogue, context.actor.name));
    const auto errors = validate(response);
    if (errors.empty()) return std::nullopt;
    return refuse(Code::invalid, errors.front().message);
}

/// Does to one ticket what is asked for. Precondition: it has not been done.
Result<Empty> change_one(store::Transaction& transaction, Context& context, const BulkChange& change,
                         const ChosenTicket& seen, const std::string& share, const UndoTime& time) {
    if (change.deed == BulkDeed::merge)
        return nothing_but(merge_ticket(transaction, context, {seen.number, change.into}, share));
    auto found = workable_ticket(transaction, context.actor, seen.number);
    if (!found) return found.error();
    const Ticket& ticket = found.value();
    if (auto refusal = merged_refusal(seen.number, ticket)) return *refusal;
    switch (change.deed) {
    case BulkDeed::assign:
        return assign_ticket(transaction, context, ticket, {ticket.number, change.assignee, seen.assignee},
                             share);
    case BulkDeed::prioritise: return prioritise_ticket(transaction, context, ticket, change.priority, share);
    case BulkDeed::tag:
        return tag_ticket(transaction, context, ticket, {ticket.number, change.add, change.remove}, share);
    case BulkDeed::respond: {
        StaffResponse response = response_to(change, ticket, seen);
        response.request_id = share;
        if (auto refusal = fill_in_for(transaction, context, ticket, response)) return *refusal;
        return nothing_but(hold_response(transaction, context, response, time));
    }
    case BulkDeed::transfer: {
        TicketTransfer transfer = transfer_of(change, ticket, seen);
        transfer.request_id = share;
        return transfer_one(transaction, context, ticket, transfer, time);
    }
    case BulkDeed::merge: break;
    }
    return Empty{};
}

std::vector<std::string> names_in(std::string_view listed) {
    std::vector<std::string> names;
    while (!listed.empty()) {
        const std::size_t end = std::min(listed.find(", "), listed.size());
        names.emplace_back(listed.substr(0, end));
        listed.remove_prefix(std::min(end + 2, listed.size()));
    }
    return names;
}

/// Makes undone what `event` says was decided, unless somebody has decided otherwise since.
Result<Empty> decide_back(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                          const TicketEvent& event) {
    switch (event.kind) {
    case EventKind::assigned:
        return assign_ticket(transaction, context, ticket, {ticket.number, event.was, event.becomes});
    case EventKind::prioritised:
        if (name_of(store::work_of(transaction, ticket.id).priority) != event.becomes) return Empty{};
        return prioritise_ticket(transaction, context, ticket,
                                 from_name<Priority>(event.was).value_or(Priority::normal));
    case EventKind::tagged:
        return tag_ticket(transaction, context, ticket,
                          {ticket.number, names_in(event.was), names_in(event.becomes)});
    default: return refuse(Code::conflict, tr("It has been sent already."));
    }
}

/// Parts what `done` has merged, unless somebody has parted it since.
Result<Empty> part_again(store::Transaction& transaction, const Context& context,
                         const store::Repeated& done) {
    const auto event = store::find_event(transaction, done.ticket.id, done.sequence);
    if (!event || done.ticket.merged_into.empty() || done.ticket.withdrawn_ms != event->at_ms) return Empty{};
    return nothing_but(unmerge_ticket(transaction, context, done.ticket.number));
}

/// Nothing where nothing was done to that ticket. `made`: it has left an event.
Result<Empty> undo_one(store::Transaction& transaction, const Context& context, const std::string& number,
                       const std::string& share, bool made) {
    const auto done = made ? store::find_repeated(transaction, context.actor.user_id, share) : std::nullopt;
    if (done && done->kind == EventKind::merged) return part_again(transaction, context, *done);
    auto found = workable_ticket(transaction, context.actor, number); // where a merged number leads elsewhere
    if (!found) return found.error();
    const Ticket& ticket = found.value();
    if (!done) { // it waits, to be sent or made, or nothing was done to it
        const auto taken = take_back_waiting(transaction, context, ticket, share);
        return taken ? Result<Empty>(Empty{}) : Result<Empty>(taken.error());
    }
    if (done->kind == EventKind::undone || done->kind == EventKind::unsent) return Empty{};
    const auto event = store::find_event(transaction, ticket.id, done->sequence);
    return event ? decide_back(transaction, context, ticket, *event) : Result<Empty>(Empty{});
}

/// Runs `one(transaction, ticket, its share, whether that has left an event)` for each of `tickets`, part by
/// part. What one of them is refused for leaves nothing of it, and all of the others.
template <class Each, class NumberOf, class One>
Result<BulkOutcome> in_parts(Context& context, const std::string& request_id,
                             const std::vector<Each>& tickets, NumberOf number_of, One one) {
    BulkOutcome whole;
    for (std::size_t begin = 0; begin < tickets.size(); begin += tickets_in_part) {
        const auto part =
            std::span(tickets).subspan(begin, std::min(tickets_in_part, tickets.size() - begin));
        std::vector<std::string> shares;
        for (const Each& each : part) shares.push_back(share_of(request_id, number_of(each)));
        auto done = context.write([&](store::Transaction& transaction) -> Result<BulkOutcome> {
            if (auto refusal = count(transaction, limit::bulk_work, context.actor.user_id, context.now_ms,
                                     static_cast<std::int64_t>(part.size())))
                return *refusal;
            const auto made = store::repeated_among(transaction, context.actor.user_id, shares);
            BulkOutcome outcome;
            for (std::size_t i = 0; i < part.size(); ++i) {
                const auto result = transaction.attempt(
                    [&] { return one(transaction, part[i], shares[i], made.contains(shares[i])); });
                if (result)
                    ++outcome.changed;
                else
                    outcome.left.push_back({number_of(part[i]), result.error().message});
            }
            return outcome;
        });
        if (!done && begin == 0) return done.error();
        if (!done) { // what was done is done, and has to be said
            for (const Each& each : std::span(tickets).subspan(begin))
                whole.left.push_back({number_of(each), done.error().message});
            return whole;
        }
        take_in(whole, std::move(done.value()));
    }
    return whole;
}

} // namespace

Result<BulkOutcome> handle(ChangeTickets, Context& context, const BulkChange& request) {
    if (auto refusal = staff_refusal(context.actor, staff_changes)) return *refusal;
    const UndoTime time =
        undo_time(context, request.to_come / static_cast<std::int64_t>(max_tickets_at_once) + 1);
    return in_parts(
        context, request.request_id, request.tickets, [](const ChosenTicket& each) { return each.number; },
        [&](store::Transaction& transaction, const ChosenTicket& each, const std::string& share,
            bool made) -> Result<Empty> {
            if (made || waits(transaction, context.actor, share)) return Empty{};
            return change_one(transaction, context, request, each, share, time);
        });
}

Result<BulkOutcome> handle(UndoChanges, Context& context, const BulkUndo& request) {
    if (auto refusal = staff_refusal(context.actor, staff_changes)) return *refusal;
    return in_parts(
        context, request.request_id, request.numbers, [](const std::string& number) { return number; },
        [&](store::Transaction& transaction, const std::string& number, const std::string& share, bool made) {
            return undo_one(transaction, context, number, share, made);
        });
}

} // namespace stu::app
