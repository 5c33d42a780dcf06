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
    listed.row.updated_ms = listed.place_ms = row.integer(8);
    listed.row.withdrawn = row.integer(9) != 0;
    listed.row.answered = row.integer(11) != 0;
    return listed;
}

/// Staff's lists, for `staff_listed_in`. The name by its primary key.
#define STAFF_LISTED_COLUMNS                                                                                 \
    LISTED_COLUMNS ", assignee_id, COALESCE((SELECT name FROM app_user WHERE app_user.id = assignee_id), "   \
                   "''), priority, waiting_ms, tags, " DUE_COLUMNS

inline constexpr int staff_listed_columns = 22;

/// Reads the STAFF_LISTED_COLUMNS of the row that `row` stands on.
inline ListedTicket staff_listed_in(const sql::Statement& row) {
    ListedTicket listed = listed_in(row);
    if (listed.row.number.empty()) return listed;
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
