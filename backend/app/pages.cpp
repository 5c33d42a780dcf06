#include "backend/app/pages.hpp"

#include "common/numbers.hpp"

#include <algorithm>
#include <utility>

namespace stu::app {
namespace {

using Direction = store::Stretch::Direction;
using Rows = std::vector<store::ListedTicket>;

constexpr std::size_t id_length = 36;
/// No list is longer; a forged cursor must not make the counting overflow.
constexpr std::int64_t max_position = 1'000'000'000;

} // namespace

Result<Cursor> read_cursor(std::string_view text, std::string_view field) {
    const std::string_view id = split_off(text, '.');
    const auto position = number_in<std::int64_t>(split_off(text, '.'));
    const auto place_ms = number_in<std::int64_t>(text);
    if (id.size() != id_length || !position || *position < 1 || *position > max_position || !place_ms ||
        *place_ms < 0)
        return invalid(std::string(field), tr("This page of the list does not exist any more."));
    return Cursor{std::string(id), *position, *place_ms};
}

namespace {

TicketPage page_of(Rows rows, std::int64_t first, bool has_newer, bool has_older, std::int64_t total) {
    TicketPage page;
    page.total = total;
    if (rows.empty()) return page;
    page.first = first;
    const std::int64_t last = first + static_cast<std::int64_t>(rows.size()) - 1;
    const auto cursor_at = [](const store::ListedTicket& listed, std::int64_t position) {
        return Cursor{listed.id, position, listed.place_ms}.text();
    };
    if (has_newer) page.newer = cursor_at(rows.front(), first);
    if (has_older) page.older = cursor_at(rows.back(), last);
    page.rows.reserve(rows.size());
    for (store::ListedTicket& listed : rows) page.rows.push_back(std::move(listed.row));
    return page;
}

/// One row more than a page is read, only to know whether there is another page.
bool has_more(const Rows& rows) { return static_cast<std::int64_t>(rows.size()) > page_size; }

TicketPage older_page(const Cursor& after, std::int64_t total, const ReadStretch& read) {
    Rows rows = read({Direction::onwards, after.id, after.place_ms, page_size + 1});
    const bool more = has_more(rows);
    if (more) rows.pop_back();
    return page_of(std::move(rows), after.position + 1, !after.id.empty(), more, total);
}

TicketPage newer_page(const Cursor& before, std::int64_t total, const ReadStretch& read) {
    Rows rows = read({Direction::back, before.id, before.place_ms, page_size + 1});
    // Fewer than a page stand before the cursor: the first page, whole, is what the reader wants to see.
    if (!has_more(rows)) return older_page({}, total, read);
    rows.erase(rows.begin());
    // Tickets filed since the cursor was given out may have pushed everything down; never count below 2 here,
    // since at least one row stands before this page.
    const std::int64_t first = std::max<std::int64_t>(2, before.position - page_size);
    return page_of(std::move(rows), first, true, true, total);
}

} // namespace

Result<TicketPage> cut_page(std::string_view older_than, std::string_view newer_than, std::int64_t total,
                            const ReadStretch& read) {
    if (older_than.empty() && newer_than.empty()) return older_page({}, total, read);
    const bool older = !older_than.empty();
    const auto cursor = read_cursor(older ? older_than : newer_than, older ? "older_than" : "newer_than");
    if (!cursor) return cursor.error();
    return older ? older_page(cursor.value(), total, read) : newer_page(cursor.value(), total, read);
}

Result<ListedTickets> cut_to_change(std::string_view older_than, const ReadStretch& read) {
    constexpr auto most = static_cast<std::int64_t>(max_tickets_at_once);
    const auto after = older_than.empty() ? Result<Cursor>(Cursor{}) : read_cursor(older_than, "older_than");
    if (!after) return after.error();
    Rows rows = read({Direction::onwards, after->id, after->place_ms, most + 1});
    const bool more = static_cast<std::int64_t>(rows.size()) > most;
    if (more) rows.pop_back();
    ListedTickets listed;
    for (const store::ListedTicket& each : rows) listed.tickets.push_back(chosen(each.row));
    if (more) listed.older = Cursor{rows.back().id, 1, rows.back().place_ms}.text();
    return listed;
}

} // namespace stu::app
