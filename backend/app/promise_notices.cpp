#include "backend/app/promise_notices.hpp"

#include "backend/app/post.hpp"
#include "backend/store/tickets/promise_notices.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/time_spans.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <iterator>

namespace stu::app {

void tell_of_promise(store::Transaction& transaction, const Context& context, std::string_view ticket_id,
                     std::int64_t shared_now_ms) {
    const auto due = store::take_notice(transaction, ticket_id, shared_now_ms);
    if (!due) return;
    const Ticket ticket = store::find_ticket_by_id(transaction, ticket_id).value();
    tell_what_is_due(transaction, context, ticket, *due, due->is_late(shared_now_ms));
}

std::int64_t tell_of_promises(Services& services, std::int64_t most_ms) {
    const std::int64_t now_ms = services.shared_clock.now_ms();
    if (store::decide_notices(services.store, now_ms)) return 0;
    const auto tickets = services.store.read(
        [&](store::Transaction& transaction) { return store::tickets_with_notice(transaction, now_ms); });
    for (const std::string& ticket_id : tickets) {
        try {
            services.store.write([&](store::Transaction& transaction) {
                const Context context{services, {}, {}, services.clock.now_ms()};
                tell_of_promise(transaction, context, ticket_id, now_ms);
            });
        } catch (const std::exception& error) { // one that is damaged is not to be in the way of all others
            spdlog::error("nobody was told what is due on ticket {}: {}", ticket_id, error.what());
            services.store.write([&](store::Transaction& transaction) {
                store::put_off_notice(transaction, ticket_id, now_ms + hour_ms);
            });
        }
    }
    return std::ssize(tickets) < store::notices_at_once ? most_ms : 0;
}

} // namespace stu::app
