#pragma once
// The columns that are sealed, in the order in which they are; private to store/.

#include "backend/store/tickets/seals.hpp"
#include "common/ticket.hpp"

#include <vector>

/// What lists show.
#define TICKET_ROW_COLUMNS                                                                                   \
    "ticket.id, number, subject, service, department, student_name, status, created_ms, updated_ms, "        \
    "withdrawn_ms"

#define TICKET_COLUMNS                                                                                       \
    "id, number, version, status, owner_id, department, service, student_name, registration_number, "        \
    "email, subject, message, duplicate_of, created_ms, updated_ms, first_response_ms, closed_ms, "          \
    "withdrawn_ms, earlier_number"

#define EVENT_COLUMNS                                                                                        \
    "ticket_id, sequence, kind, from_status, to_status, text, duplicate_of, author_id, author_name, "        \
    "author_role, at_ms, earlier_subject, earlier_message, was, becomes"

namespace stu::store {

inline constexpr SealedColumns ticket_row_columns{10, 1U << 7 | 1U << 8 | 1U << 9};
inline constexpr SealedColumns ticket_columns{19,
                                              1U << 2 | 1U << 13 | 1U << 14 | 1U << 15 | 1U << 16 | 1U << 17};
inline constexpr SealedColumns event_columns{15, 1U << 1 | 1U << 10, 2};

/// The TICKET_COLUMNS as they are to be written, in their order. Borrowed from the ticket.
std::vector<sql::Value> values_of(const Ticket& ticket);

struct TicketSeals {
    std::int64_t list, whole; ///< of TICKET_ROW_COLUMNS and of TICKET_COLUMNS
};
/// Of a ticket that is written whole, or was read in the same transaction and is written where it has
/// changed.
TicketSeals seals_of(const Ticket& ticket);

} // namespace stu::store
