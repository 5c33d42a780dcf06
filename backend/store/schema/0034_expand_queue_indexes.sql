-- What students have answered, by age; and how urgent the tickets of a tag are, which is nearly always normal.
CREATE INDEX ticket_department_answered ON ticket (department, status, id, service, waiting_ms, withdrawn_ms)
    WHERE answered = 1;
CREATE INDEX ticket_tag_priority
    ON ticket_tag (tag_id, ticket_priority, ticket_status, ticket_id, ticket_assignee_id, ticket_waiting_ms)
    WHERE ticket_priority <> 'normal';
