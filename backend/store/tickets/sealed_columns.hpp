#pragma once
// The columns that are sealed, in the order in which they are; private to store/.

/// What lists show.
#define TICKET_ROW_COLUMNS                                                                                   \
    "ticket.id, number, subject, service, department, student_name, status, created_ms, updated_ms, "        \
    "withdrawn_ms"
#define TICKET_ROW_COUNT 10

#define TICKET_COLUMNS                                                                                       \
    "id, number, version, status, owner_id, department, service, student_name, registration_number, "        \
    "email, subject, message, duplicate_of, created_ms, updated_ms, first_response_ms, closed_ms, "          \
    "withdrawn_ms, earlier_number"
#define TICKET_COUNT 19

#define EVENT_COLUMNS                                                                                        \
    "ticket_id, sequence, kind, from_status, to_status, text, duplicate_of, author_id, author_name, "        \
    "author_role, at_ms, earlier_subject, earlier_message"
#define EVENT_COUNT 13
