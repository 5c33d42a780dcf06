#pragma once
// Reading the rows of lists; private to store/.

#include "backend/store/engine/rows.hpp"
#include "backend/store/tickets/sealed_columns.hpp"
#include "backend/store/tickets/seals.hpp"
#include "backend/store/tickets/ticket_lists.hpp"

#include <algorithm>
#include <utility>
#include <vector>

/// For `listed_in`. The event that led to the ticket's present version, by its primary key.
#define LISTED_COLUMNS                                                                                       \
    TICKET_ROW_COLUMNS ", list_seal, (SELECT kind FROM ticket_event WHERE ticket_id = ticket.id AND "        \
                       "sequence = ticket.version) = 'answered'"

namespace stu::store {

/// Reads the LISTED_COLUMNS of the row that `row` stands on. One that is damaged stays in its list, but says
/// nothing.
inline ListedTicket listed_in(const sql::Statement& row) {
    ListedTicket listed;
    if (!is_sound(row, ticket_row_columns)) {
        listed.id = row.text(0);
        listed.row.subject = "This ticket is damaged and cannot be shown";
        return listed;
    }
    listed.id = row.text(0);
    listed.row.number = row.text(1);
    listed.row.subject = row.text(2);
    listed.row.service = row.text(3);
    listed.row.department = row.text(4);
    listed.row.student_name = row.text(5);
    listed.row.status = stored_enum<Status>(row.view(6));
    listed.row.created_ms = row.integer(7);
    listed.row.updated_ms = row.integer(8);
    listed.row.withdrawn = row.integer(9) != 0;
    listed.row.answered = row.integer(11) != 0;
    return listed;
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
