// A department's queue: filtered, sorted and searched, page by page or as a file.

#include "backend/app/queue.hpp"
#include "backend/app/csv.hpp"
#include "backend/app/languages.hpp"
#include "backend/app/pages.hpp"
#include "backend/app/question.hpp"
#include "backend/app/queue_selection.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/tickets.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace stu::app {
namespace {

/// What has to be looked for is counted no further, words still less, and where there seem to be many no
/// further than to the end of the page: the reader narrows it down instead.
constexpr std::int64_t most_counted = 1'000, most_found = 200;
/// Rows of one read while a file is written; between them the rows become text, a few hundred bytes each.
constexpr std::int64_t batch = 1'000;

/// Of the file.
constexpr std::array column_names{tr("Number"),  tr("Subject"), tr("Student"),      tr("Department"),
                                  tr("Service"), tr("Status"),  tr("Opened (UTC)"), tr("Last change (UTC)")};

/// One for each of the seven, also those without tickets.
std::vector<StatusCount> by_status(const std::vector<ServiceCount>& counts) {
    std::vector<StatusCount> sums;
    for (const Status status : all<Status>()) {
        StatusCount& sum = sums.emplace_back(StatusCount{status});
        for (const ServiceCount& count : counts)
            if (count.status == status) sum.tickets += count.tickets;
    }
    return sums;
}

struct Total {
    std::int64_t tickets = 0;
    bool more = false;       ///< than that
    bool unfinished = false; ///< whether there are more is not known
};

/// Whether so many lie as densely as the tickets of the page that counting them would hardly come to an end.
bool seem_many(store::Transaction& transaction, const ListQueue& request, const TicketPage& page) {
    if (page.older.empty()) return false;
    const Period filed = store::filed_in(transaction, request.department), &opened = request.opened;
    const std::int64_t before =
        opened.before_ms > 0 ? std::min(opened.before_ms, filed.before_ms) : filed.before_ms;
    const std::int64_t all = before - std::max(opened.from_ms, filed.from_ms);
    const std::int64_t these = std::abs(page.rows.front().created_ms - page.rows.back().created_ms);
    return all * page_size > these * most_found / 2; // half: it is a guess
}

/// Of those that hold the words. `last`: the place of the last one on the page.
Total total_found(store::Transaction& transaction, const ListQueue& request, const Selection& selection,
                  const TicketPage& page, std::int64_t last) {
    if (seem_many(transaction, request, page)) return {last, true};
    const auto counted = selection.count_found(most_found + 1, store::usual_search / 2);
    const bool more = counted.tickets > most_found;
    const Total total{more ? most_found : counted.tickets, more, counted.or_more && !more};
    if (total.tickets > last) return total;
    return {last, !page.older.empty(), total.unfinished}; // what was not counted is on the page
}

Total total_of(const Selection& selection, const std::vector<ServiceCount>& everything) {
    const std::int64_t total = selection.count(everything, most_counted + 1);
    const bool more = !selection.is_counted() && total > most_counted;
    return {more ? most_counted : total, more};
}

Result<QueuePage> read_queue(store::Transaction& transaction, const SettledQueue& settled) {
    const ListQueue& request = settled.request;
    const Selection selection(transaction, settled);
    const std::vector<ServiceCount> everything = store::counts_in(transaction, request.department, {});
    bool unfinished = false;
    auto page = cut_page(request.older_than, request.newer_than, 1, [&](const store::Stretch& stretch) {
        store::FoundTickets found = selection.read(stretch, store::usual_search / 2);
        unfinished |= found.or_more;
        store::add_last_words(transaction, found.rows);
        return std::move(found.rows);
    });
    if (!page) return page.error();
    TicketPage& found = page.value();
    // On the only page they are counted already; on the last one of many what comes before is not.
    const auto last =
        std::max<std::int64_t>(0, found.first + static_cast<std::int64_t>(found.rows.size()) - 1);
    const bool is_whole = found.older.empty() && found.newer.empty() && !unfinished;
    Total total{last};
    if (!is_whole)
        total = selection.is_searched() ? total_found(transaction, request, selection, found, last)
                                        : total_of(selection, everything);
    found.total = total.tickets;
    found.more_than_total = total.more;
    unfinished |= total.unfinished;
    return QueuePage{std::move(found), by_status(everything),
                     store::colleagues_in(transaction, request.department),
                     store::tags_in(transaction, request.department), unfinished};
}

} // namespace

store::SomeCounted count_some(store::Transaction& transaction, const SettledQueue& settled,
                              std::int64_t limit, std::chrono::milliseconds patience) {
    const Selection selection(transaction, settled);
    if (selection.is_searched()) return selection.count_found(limit, patience);
    const auto everything = selection.is_counted()
                                ? store::counts_in(transaction, settled.request.department, {})
                                : std::vector<ServiceCount>();
    const std::int64_t tickets = selection.count(everything, limit);
    return {std::min(limit, tickets), tickets >= limit};
}

Result<QueuePage> handle(DepartmentQueue, Context& context, const ListQueue& asked) {
    if (auto refusal = department_refusal(context.actor, asked.department)) return *refusal;
    const SettledQueue settled = settle(context, asked);
    return context.read([&](store::Transaction& transaction) { return read_queue(transaction, settled); });
}

std::optional<std::string> kept_as(DepartmentQueue, const Context& context, const ListQueue& asked) {
    if (department_refusal(context.actor, asked.department)) return std::nullopt;
    const SettledQueue settled = settle(context, asked);
    return question(DepartmentQueue{}, settled.request) + std::to_string(settled.now_ms);
}

Result<ListedTickets> handle(ListedInQueue, Context& context, const ListQueue& asked) {
    if (auto refusal = department_refusal(context.actor, asked.department)) return *refusal;
    const SettledQueue settled = settle(context, asked);
    return context.read([&](store::Transaction& transaction) {
        const Selection selection(transaction, settled);
        return cut_to_change(asked.older_than,
                             [&](const store::Stretch& stretch) { return selection.read(stretch).rows; });
    });
}

Result<Table> handle(ExportQueue, Context& context, const ListQueue& asked) {
    if (auto refusal = department_refusal(context.actor, asked.department)) return *refusal;
    const SettledQueue settled = settle(context, asked);
    const ListQueue& request = settled.request;
    return context.read([&](store::Transaction& transaction) -> Result<Table> {
        const Catalogue catalogue = in_language(store::load_catalogue(transaction), context.language);
        const Catalog& words = spoken_language(context.language).catalog;
        const Selection selection(transaction, settled);
        const auto everything = store::counts_in(transaction, request.department, {});
        const std::int64_t count = selection.is_searched() ? selection.count_found(max_exported + 1).tickets
                                                           : selection.count(everything, max_exported + 1);
        if (count > max_exported)
            return refuse(Code::too_large,
                          tr("These are more than {most} tickets, too many for one file. Choose a shorter "
                             "span of time.",
                             {{"most", max_exported}}));

        std::vector<std::string_view> columns;
        columns.reserve(std::size(column_names));
        for (const Marked column : column_names) columns.push_back(words.translated(column.english()));
        Csv csv(columns);
        store::Stretch stretch{store::Stretch::Direction::onwards, {}, 0, batch};
        for (;;) {
            const std::vector<store::ListedTicket> rows = selection.read(stretch).rows;
            for (const store::ListedTicket& listed : rows) {
                const TicketRow& row = listed.row;
                csv.add_row({row.number, row.subject, row.student_name,
                             department_name(catalogue, row.department), service_name(catalogue, row.service),
                             words.translated(label(row.status).english()), iso_time(row.created_ms),
                             iso_time(row.updated_ms)});
            }
            if (static_cast<std::int64_t>(rows.size()) < batch) break;
            stretch.anchor = rows.back().id;
            stretch.anchor_ms = rows.back().place_ms;
        }
        return Table{request.department + "-tickets.csv", std::move(csv).take()};
    });
}

} // namespace stu::app
