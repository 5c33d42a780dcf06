#pragma once
// Lets tickets happen: through the same rules as real ones, only in the past and without mail.

#include "backend/cli/demo_tickets.hpp"
#include "backend/security/random.hpp"
#include "backend/store/engine/store.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "common/access.hpp"
#include "common/catalogue.hpp"
#include "common/ticket.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace stu::cli {

class DemoHistory {
  public:
    DemoHistory(store::Transaction& transaction, security::Random& random, std::int64_t now_ms);

    /// Files a ticket at `at_ms`.
    Ticket file(const Actor& student, std::string_view registration_number, const DemoMatter& matter,
                std::int64_t at_ms, bool with_pdf);

    /// Lets staff and student act until the ticket has come to `end`.
    void lead_to(Ticket& ticket, Status end, const Actor& staff, const Actor& student);

    /// One step of staff; some hours pass before it.
    void set_status(Ticket& ticket, const Actor& staff, Status to, std::string_view remark,
                    std::string_view duplicate_of = {});

    const Catalogue& catalogue() const { return catalogue_; }

    /// A number from 0 to `count - 1`.
    std::size_t pick(std::size_t count);

  private:
    void answer(Ticket& ticket, const Actor& student);
    void attach_pdf(const Ticket& ticket);
    void store_step(const Ticket& ticket, const store::CountedTicket& before,
                    const Result<TicketEvent>& event);
    std::int64_t later(std::int64_t at_ms);
    std::string_view one_of(std::span<const std::string_view> phrases);

    store::Transaction& transaction_;
    security::Random& random_;
    std::int64_t now_ms_;
    Catalogue catalogue_;
    std::mt19937 dice_{2024}; // the same demo every time
};

} // namespace stu::cli
