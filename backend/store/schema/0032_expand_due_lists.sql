-- Whatever waits for staff is sorted by when it is late: as promised, else three working days after it began to wait (ticket.due_ms).
ALTER TABLE ticket_tag ADD COLUMN ticket_due_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX ticket_tag_due ON ticket_tag (tag_id, ticket_status, ticket_due_ms, ticket_id, ticket_assignee_id, ticket_priority)
    WHERE ticket_due_ms > 0;

-- Of indexes that serve alike SQLite takes the latest, so those that hold less come last.
CREATE INDEX ticket_due ON ticket (department, assignee_id, due_ms, id, status, priority, service) WHERE due_ms > 0;
CREATE INDEX ticket_due_new ON ticket (department, assignee_id, due_ms, id, status, priority, service, first_response_ms)
    WHERE due_ms > 0 AND first_response_ms = 0;
CREATE INDEX ticket_due_answered ON ticket (department, assignee_id, due_ms, id, status, priority, service, answered)
    WHERE due_ms > 0 AND answered = 1;
CREATE INDEX ticket_department_due ON ticket (department, status, due_ms, id) WHERE due_ms > 0;
CREATE INDEX ticket_department_due_priority ON ticket (department, priority, status, due_ms, id)
    WHERE due_ms > 0 AND priority <> 'normal';
CREATE INDEX ticket_department_due_new ON ticket (department, status, due_ms, id, service, first_response_ms)
    WHERE due_ms > 0 AND first_response_ms = 0;
CREATE INDEX ticket_department_due_answered ON ticket (department, status, due_ms, id, service, answered)
    WHERE due_ms > 0 AND answered = 1;

-- Changed by a server of the version before.
CREATE INDEX ticket_due_missed ON ticket (id) WHERE waiting_ms > 0 AND due_ms = 0;
CREATE INDEX ticket_due_over ON ticket (id) WHERE waiting_ms = 0 AND due_ms > 0;
