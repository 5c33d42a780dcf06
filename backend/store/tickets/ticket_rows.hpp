#pragma once
// Reading the rows of lists; private to store/.

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/promises.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/tags.hpp"
#include "backend/store/tickets/ticket_lists.hpp"

#include <algorithm>
#include <utility>
#include <vector>

/// For `listed_in`.
#define LISTED_COLUMNS TICKET_ROW_COLUMNS ", list_seal, answered"

namespace stu::store {

/// Reads the LISTED_COLUMNS of the row that `row` stands on, which is sound.
inline ListedTicket sound_listed_in(const sql::Statement& row) {
    ListedTicket listed;
    listed.id = row.text(0);
    listed.row.number = row.text(1);
    listed.row.subject = row.text(2);
    listed.row.service = row.text(3);
    listed.row.department = row.text(4);
    listed.row.student_name = row.text(5);
    listed.row.status = stored_enum<Status>(row.view(6));
    listed.row.created_ms = row.integer(7);
    listed.row.updated_ms = listed.place_ms = row.integer(8);
    listed.row.withdrawn = row.integer(9) != 0;
    listed.row.answered = row.integer(11) != 0;
    return listed;
}

/// Reads the LISTED_COLUMNS of the row that `row` stands on. One that is damaged stays in its list, but says
/// nothing.
inline ListedTicket listed_in(const sql::Statement& row) {
    if (is_sound(row, ticket_row_columns)) return sound_listed_in(row);
    ListedTicket listed;
    listed.id = row.text(0);
    listed.row.subject = "This ticket is damaged and cannot be shown";
    return listed;
}

/// Staff's lists, for `staff_listed_in`: with the rest of TICKET_COLUMNS, and which event has the last words.
/// The name by its primary key; ticket_event's (ticket_id, sequence), backwards until there are words.
#define STAFF_LISTED_COLUMNS                                                                                 \
    LISTED_COLUMNS ", assignee_id, CASE assignee_id WHEN '' THEN '' ELSE COALESCE("                          \
                   "(SELECT name FROM app_user WHERE app_user.id = assignee_id), '') END, "                  \
                   "priority, waiting_ms, tags, " DUE_COLUMNS                                                \
                   ", version, owner_id, registration_number, email, message, duplicate_of, closed_ms, "     \
                   "earlier_number, row_seal, COALESCE((SELECT said.sequence FROM ticket_event AS said "     \
                   "WHERE said.ticket_id = ticket.id AND said.sequence > 0 AND said.text <> '' "             \
                   "ORDER BY said.sequence DESC LIMIT 1), 0)"

inline constexpr int staff_listed_columns = 32;

/// Where TICKET_COLUMNS are among them, and the seal of these.
inline constexpr SealedColumns::Places whole_ticket_places{0, 1,  22, 6, 23, 4,  3,  5, 24, 25,
                                                           2, 26, 27, 7, 8,  19, 28, 9, 29, 30};

/// What a list shows of `words`, on one line.
std::string preview(std::string_view words);

/// Reads the STAFF_LISTED_COLUMNS of the row that `row` stands on. What was said since it was filed is
/// `add_last_words`' to read.
inline ListedTicket staff_listed_in(const sql::Statement& row) {
    constexpr int message = 26, row_seal = 30, last_said = 31;
    const std::int64_t said = row.integer(last_said);
    // The seal of all columns is one of these, too; but there may be much in them.
    const bool is_whole = said == 0 && is_sound(row, ticket_columns, &whole_ticket_places);
    ListedTicket listed = is_whole && row.integer(row_seal) != 0 ? sound_listed_in(row) : listed_in(row);
    if (listed.row.number.empty()) return listed;
    listed.last_said = said;
    if (is_whole) listed.row.work.last_words = preview(row.view(message));
    RowWork& work = listed.row.work;
    work.assignee_id = row.text(12);
    work.assignee = row.text(13);
    work.priority = stored_enum<Priority>(row.view(14));
    work.waiting_ms = row.integer(15);
    work.tags = tags_of_row(row.view(16));
    work.due = due_in(row, 17);
    return listed;
}

inline std::vector<ListedTicket> staff_rows_of(sql::Statement& row) {
    std::vector<ListedTicket> rows;
    while (row.next()) rows.push_back(staff_listed_in(row));
    return rows;
}

inline std::vector<ListedTicket> rows_of(sql::Statement& row) {
    std::vector<ListedTicket> rows;
    while (row.next()) rows.push_back(listed_in(row));
    return rows;
}

/// Rows that were read in the direction of `stretch`.
inline std::vector<ListedTicket> in_list_order(std::vector<ListedTicket> rows, const Stretch& stretch) {
    if (stretch.direction == Stretch::Direction::back) std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace stu::store
