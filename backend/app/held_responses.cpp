#include "backend/app/held_responses.hpp"

#include "backend/app/duplicates.hpp"
#include "backend/app/post.hpp"
#include "backend/app/transfers.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/held_responses.hpp"
#include "backend/store/tickets/held_transfers.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace stu::app {
namespace {

/// Whether the ticket that this one is to repeat has ended meanwhile. Who may see it was asked when the
/// response was taken.
bool repeats_what_ended(store::Transaction& transaction, const TicketEvent& event) {
    if (event.to != Status::duplicate || event.from == event.to) return false;
    const auto original = store::find_ticket(transaction, event.duplicate_of);
    return !original || !check_original(*original).empty();
}

void send_held(store::Transaction& transaction, const Context& context, Ticket& ticket,
               const HeldResponse& held) {
    Ticket changed = ticket;
    const Result<TicketEvent> sent = send_response(changed, held, context.now_ms);
    if (sent && !repeats_what_ended(transaction, sent.value())) {
        record_response(transaction, context, changed, store::counted(ticket), sent.value(), held.request_id);
        store::end_holding(transaction, ticket.id, sent->sequence);
        ticket = std::move(changed);
        return;
    }
    const std::int64_t sequence = store::insert_internal_event(
        transaction, ticket, withheld_event(held, EventKind::unsent, context.now_ms), held.request_id);
    store::end_holding(transaction, ticket.id, sequence);
}

/// Another server may have been faster, or its author.
void send_if_due(store::Transaction& transaction, const Context& context, std::string_view ticket_id,
                 std::int64_t shared_now_ms) {
    const auto held = store::held_on(transaction, ticket_id);
    const auto leaving = store::held_transfer_on(transaction, ticket_id);
    const auto ticket = [&] { return store::find_ticket_by_id(transaction, ticket_id).value(); };
    if (held && held->due_ms <= shared_now_ms) {
        Ticket answered = ticket();
        send_held(transaction, context, answered, *held);
    }
    if (leaving && leaving->due_ms <= shared_now_ms)
        make_held_transfer(transaction, context, ticket(), *leaving);
}

std::vector<std::string> tickets_with_something_due(store::Transaction& transaction, std::int64_t now_ms) {
    std::vector<std::string> tickets = store::tickets_with_due_response(transaction, now_ms);
    for (std::string& leaving : store::tickets_with_due_transfer(transaction, now_ms))
        tickets.push_back(std::move(leaving));
    return tickets;
}

std::optional<std::int64_t> next_due_ms(store::Transaction& transaction, std::int64_t now_ms) {
    const auto response = store::next_response_due_ms(transaction, now_ms),
               transfer = store::next_transfer_due_ms(transaction, now_ms);
    if (!response || !transfer) return response ? response : transfer;
    return std::min(*response, *transfer);
}

} // namespace

void record_response(store::Transaction& transaction, const Context& context, const Ticket& ticket,
                     const store::CountedTicket& before, const TicketEvent& event,
                     std::string_view request_id) {
    store::update_ticket(transaction, ticket, before);
    store::insert_event(transaction, ticket.id, event, request_id);
    const Catalogue catalogue = store::load_catalogue(transaction);
    look_after_duplicates(transaction, context, catalogue, ticket);
    tell_student(transaction, context, catalogue, ticket, event);
    tell_staff(transaction, context, ticket, event);
}

void send_own_held(store::Transaction& transaction, const Context& context, Ticket& ticket) {
    const auto held = store::held_on(transaction, ticket.id);
    if (held && held->author_id == context.actor.user_id) send_held(transaction, context, ticket, *held);
}

std::int64_t send_due_responses(Services& services, std::int64_t most_ms) {
    const std::int64_t now_ms = services.shared_clock.now_ms();
    const auto due = services.store.read(
        [&](store::Transaction& transaction) { return tickets_with_something_due(transaction, now_ms); });
    for (const std::string& ticket_id : due) {
        try {
            services.store.write([&](store::Transaction& transaction) {
                const Context context{services, {}, {}, services.clock.now_ms()};
                send_if_due(transaction, context, ticket_id, now_ms);
            });
        } catch (const std::exception& error) {
            spdlog::error("a response on ticket {} is sent later: {}", ticket_id, error.what());
        }
    }
    const auto next = services.store.read(
        [&](store::Transaction& transaction) { return next_due_ms(transaction, now_ms); });
    return next ? std::min(*next - now_ms, most_ms) : most_ms;
}

} // namespace stu::app
