// A department's queue: filtered, sorted and searched, page by page or as a file.

#include "backend/app/queue.hpp"
#include "backend/app/csv.hpp"
#include "backend/app/languages.hpp"
#include "backend/app/pages.hpp"
#include "backend/app/question.hpp"
#include "backend/app/refusals.hpp"
#include "backend/app/use_cases.hpp"
#include "backend/store/people/account_state.hpp"
#include "backend/store/tickets/catalogue.hpp"
#include "backend/store/tickets/ticket_figures.hpp"
#include "backend/store/tickets/ticket_search.hpp"
#include "backend/store/tickets/tickets.hpp"
#include "common/text.hpp"
#include "common/time_spans.hpp"
#include "common/typed_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace stu::app {
namespace {

/// What has to be looked for is counted no further: the reader narrows it down instead.
constexpr std::int64_t most_counted = 1'000;
/// Rows of one read while a file is written; between them the rows become text, a few hundred bytes each.
constexpr std::int64_t batch = 1'000;

/// Of the file.
constexpr std::array column_names{tr("Number"),  tr("Subject"), tr("Student"),      tr("Department"),
                                  tr("Service"), tr("Status"),  tr("Opened (UTC)"), tr("Last change (UTC)")};

/// Each chosen status once; all of them when none is named.
std::vector<Status> chosen_statuses(const std::vector<Status>& statuses) {
    std::vector<Status> chosen;
    for (const Status status : all<Status>())
        if (statuses.empty() || std::find(statuses.begin(), statuses.end(), status) != statuses.end())
            chosen.push_back(status);
    return chosen;
}

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

/// What a request asks for, in the store's terms. Lives no longer than the request.
class Selection {
  public:
    explicit Selection(const ListQueue& request)
        : request_(request), statuses_(chosen_statuses(request.statuses)), text_(as_line(request.text)) {}
    Selection(const Selection&) = delete;
    Selection& operator=(const Selection&) = delete;

    std::vector<store::ListedTicket> read(store::Transaction& transaction,
                                          const store::Stretch& stretch) const {
        return text_.empty() ? store::queued_tickets(transaction, filter(), request_.order, stretch)
                             : store::found_tickets(transaction, filter(), text_, request_.order, stretch);
    }

    /// Whether `count` has to look at the tickets, so that it ends at its limit.
    bool is_searched() const { return !text_.empty() || filter().is_beyond_counters(); }

    /// How many tickets match, at most `limit` where it `is_searched`. `everything` counts the whole
    /// department.
    std::int64_t count(store::Transaction& transaction, const std::vector<ServiceCount>& everything,
                       std::int64_t limit) const {
        if (!text_.empty()) return store::count_found(transaction, filter(), text_, limit);
        if (filter().is_beyond_counters()) return store::count_queued(transaction, filter(), limit);
        if (request_.opened.is_everything()) return sum_of_matching(everything);
        return sum_of_matching(store::counts_in(transaction, request_.department, request_.opened));
    }

  private:
    store::QueueFilter filter() const {
        store::QueueFilter filter{request_.department, request_.service, statuses_, request_.opened};
        if (request_.assignee == assigned_to_nobody)
            filter.assignee = "";
        else if (!request_.assignee.empty())
            filter.assignee = request_.assignee;
        filter.priorities = request_.priorities;
        return filter;
    }
    std::int64_t sum_of_matching(const std::vector<ServiceCount>& counts) const {
        std::int64_t sum = 0;
        for (const ServiceCount& count : counts)
            if (matches(count)) sum += count.tickets;
        return sum;
    }
    bool matches(const ServiceCount& count) const {
        return (request_.service.empty() || request_.service == count.service) &&
               std::find(statuses_.begin(), statuses_.end(), count.status) != statuses_.end();
    }

    const ListQueue& request_;
    std::vector<Status> statuses_;
    std::string text_;
};

Result<QueuePage> read_queue(store::Transaction& transaction, const ListQueue& request) {
    const Selection selection(request);
    const std::vector<ServiceCount> everything = store::counts_in(transaction, request.department, {});
    const std::int64_t total = selection.count(transaction, everything, most_counted + 1);
    const bool uncounted = selection.is_searched() && total > most_counted;
    auto page = cut_page(request.older_than, request.newer_than, uncounted ? most_counted : total,
                         [&](const store::Stretch& stretch) {
                             auto rows = selection.read(transaction, stretch);
                             store::add_last_words(transaction, rows);
                             return rows;
                         });
    if (!page) return page.error();
    page.value().more_than_total = uncounted;
    return QueuePage{std::move(page.value()), by_status(everything),
                     store::colleagues_in(transaction, request.department)};
}

} // namespace

ListQueue settled(const Context& context, const ListQueue& request) {
    ListQueue settled = request;
    if (request.assignee == assigned_to_me) settled.assignee = context.actor.user_id;
    std::sort(settled.priorities.begin(), settled.priorities.end());
    settled.priorities.erase(std::unique(settled.priorities.begin(), settled.priorities.end()),
                             settled.priorities.end());
    if (request.days > 0) {
        const std::int64_t before = (context.now_ms - request.days * day_ms) / minute_ms * minute_ms;
        settled.opened.before_ms =
            request.opened.before_ms > 0 ? std::min(request.opened.before_ms, before) : before;
        settled.days = 0;
    }
    return settled;
}

std::int64_t count_queue(store::Transaction& transaction, const ListQueue& request, std::int64_t limit) {
    const Selection selection(request);
    const auto everything = selection.is_searched() ? std::vector<ServiceCount>()
                                                    : store::counts_in(transaction, request.department, {});
    return std::min(limit, selection.count(transaction, everything, limit));
}

Result<QueuePage> handle(DepartmentQueue, Context& context, const ListQueue& asked) {
    if (auto refusal = department_refusal(context.actor, asked.department)) return *refusal;
    const ListQueue request = settled(context, asked);
    return context.read([&](store::Transaction& transaction) {
        return transaction.kept(question(DepartmentQueue{}, request),
                                [&] { return read_queue(transaction, request); });
    });
}

Result<Table> handle(ExportQueue, Context& context, const ListQueue& asked) {
    if (auto refusal = department_refusal(context.actor, asked.department)) return *refusal;
    const ListQueue request = settled(context, asked);
    return context.read([&](store::Transaction& transaction) -> Result<Table> {
        const Catalogue catalogue = in_language(store::load_catalogue(transaction), context.language);
        const Catalog& words = spoken_language(context.language).catalog;
        const Selection selection(request);
        const auto everything = store::counts_in(transaction, request.department, {});
        if (selection.count(transaction, everything, max_exported + 1) > max_exported)
            return refuse(Code::too_large,
                          tr("These are more than {most} tickets, too many for one file. Choose a shorter "
                             "span of time.",
                             {{"most", max_exported}}));

        std::vector<std::string_view> columns;
        for (const Marked column : column_names) columns.push_back(words.translated(column.english()));
        Csv csv(columns);
        store::Stretch stretch{store::Stretch::Direction::onwards, {}, 0, batch};
        for (;;) {
            const std::vector<store::ListedTicket> rows = selection.read(transaction, stretch);
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
