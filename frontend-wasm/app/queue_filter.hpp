#pragma once
// What the queue shows: in the address, in the form above the list, and as the server is asked for it.

#include "common/find.hpp"
#include "frontend-wasm/app/route.hpp"
#include "frontend-wasm/app/surroundings.hpp"

#include <string>
#include <vector>

namespace stu::app {

/// The filters as they stand in the form, and in the address under `status`, `service`, `q`, `from`, `to`,
/// `assignee`, `priority`, `days`, `tag`, `turn`, `sort`.
struct QueueFilter {
    std::string status;   ///< name of one, "all", or empty for the open ones
    std::string service;  ///< id; empty = all
    std::string text;     ///< searched for
    std::string from, to; ///< first and last day on which tickets were opened, "2026-11-24"; empty = any
    std::string assignee; ///< as in ListQueue
    std::string priority; ///< name of one; empty = any
    std::string days;     ///< opened at least so long ago; empty = whenever
    std::string tag;      ///< name; empty = any
    std::string turn;     ///< name of a QueueTurn; empty = anybody's
    QueueOrder order = QueueOrder::newest_first;

    bool operator==(const QueueFilter&) const = default;
    /// Nothing but the status is chosen.
    bool is_plain() const;
};

QueueFilter queue_filter_of(const Route& route);
/// The first page of that department's queue under `filter`.
Route queue_route(std::string_view department, const QueueFilter& filter);

/// From the beginning of the day `from` to the end of the day `to`, as the reader's time zone has them.
Period days_period(std::string_view from, std::string_view to, const Surroundings& world);

ListQueue queue_request(const Route& route, const Surroundings& world);

/// The same without cursors.
ListQueue first_page(ListQueue request);
/// The filters that ask for `request`, but for its dates.
QueueFilter filter_that_asks(const ListQueue& request);

/// Where the file with everything that `request` matches is.
std::string export_url(const ListQueue& request);

/// A filter that is on, in words, and the filters without it.
struct ActiveFilter {
    Message words;
    QueueFilter without;
};
std::vector<ActiveFilter> active_filters(const QueueFilter& filter, const Catalogue& catalogue,
                                         const std::vector<Colleague>& colleagues);

/// All that is on in `found.filter`, in words.
std::vector<Message> filters_in_words(const Findings& found, const Catalogue& catalogue);
/// The form's filters, with those that stand among its words.
QueueFilter narrowed(std::string_view department, const QueueFilter& filter, const ScopedSearch& search,
                     const Surroundings& world);

/// "You", "Nobody", or a name; of somebody unknown the id.
Message assignee_in_words(std::string_view assignee, const std::vector<Colleague>& colleagues);
/// "3 days and older"
Message age_in_words(std::int64_t days);

/// "1 ticket", "128 tickets", "More than 1,000 tickets".
Message tickets_text(const TicketPage& page);

} // namespace stu::app
