#pragma once
// What a queue request asks for, in the store's terms.

#include "backend/app/queue.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "common/analytics.hpp"

#include <string>
#include <vector>

namespace stu::app {

/// Lives no longer than the transaction and `settled`.
class Selection {
  public:
    Selection(store::Transaction& transaction, const SettledQueue& settled);
    Selection(const Selection&) = delete;
    Selection& operator=(const Selection&) = delete;

    /// Words are looked for until `patience` is over.
    store::FoundTickets read(const store::Stretch& stretch,
                             std::chrono::milliseconds patience = store::whole_search) const;

    /// Whether counters that are kept tell how many match, however many that is.
    bool is_counted() const {
        return text_.empty() && request_.opened.is_everything() && !filter_.is_beyond_counters();
    }

    /// How many tickets match, where no words are looked for; at most `limit` where it is not `is_counted`.
    /// `everything` counts the whole department.
    std::int64_t count(const std::vector<ServiceCount>& everything, std::int64_t limit) const;

    /// Whether words are looked for.
    bool is_searched() const { return !text_.empty(); }
    /// Of those that hold the words, at most `limit`.
    store::SomeCounted count_found(std::int64_t limit,
                                   std::chrono::milliseconds patience = store::whole_search) const;

  private:
    bool matches(const ServiceCount& count) const;

    store::Transaction& transaction_;
    const ListQueue& request_;
    std::vector<Status> statuses_;
    std::string text_;
    store::QueueFilter filter_;
};

} // namespace stu::app
