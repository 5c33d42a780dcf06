-- Several filters of the queue at once: what is asked for besides stands in the index that leads, so that a ticket is read only
-- where it is shown.
ALTER TABLE ticket_tag ADD COLUMN ticket_assignee_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket_tag ADD COLUMN ticket_priority TEXT NOT NULL DEFAULT 'normal';
UPDATE ticket_tag SET ticket_assignee_id = assignee_id, ticket_priority = priority FROM ticket
    WHERE ticket.id = ticket_id AND (assignee_id <> '' OR priority <> 'normal');
DROP INDEX ticket_tag_status;
CREATE INDEX ticket_tag_status
    ON ticket_tag (tag_id, ticket_status, ticket_id, ticket_assignee_id, ticket_priority, ticket_waiting_ms);
DROP INDEX ticket_tag_updated;
CREATE INDEX ticket_tag_updated ON ticket_tag
    (tag_id, ticket_status, ticket_updated_ms, ticket_id, ticket_assignee_id, ticket_priority, ticket_waiting_ms);
DROP INDEX ticket_tag_waiting;
CREATE INDEX ticket_tag_waiting
    ON ticket_tag (tag_id, ticket_status, ticket_waiting_ms, ticket_id, ticket_assignee_id, ticket_priority)
    WHERE ticket_waiting_ms > 0;

DROP INDEX ticket_department_assignee;
CREATE INDEX ticket_department_assignee
    ON ticket (department, assignee_id, status, id, priority, service, waiting_ms, withdrawn_ms) WHERE withdrawn_ms = 0;
DROP INDEX ticket_department_assignee_updated;
CREATE INDEX ticket_department_assignee_updated
    ON ticket (department, assignee_id, status, updated_ms, id, priority, service, waiting_ms, withdrawn_ms)
    WHERE assignee_id <> '';
DROP INDEX ticket_department_priority;
CREATE INDEX ticket_department_priority ON ticket (department, priority, status, id, service, waiting_ms, withdrawn_ms)
    WHERE priority <> 'normal' AND withdrawn_ms = 0;
CREATE INDEX ticket_department_assignee_priority
    ON ticket (department, assignee_id, priority, status, id, service, waiting_ms, withdrawn_ms)
    WHERE priority <> 'normal' AND withdrawn_ms = 0;

-- What waits, with what SQLite looks at again although the index holds nothing else. Of indexes that serve alike it takes the
-- latest, so those that hold less come last.
DROP INDEX ticket_waiting;
CREATE INDEX ticket_waiting ON ticket (department, assignee_id, waiting_ms, id, status, priority, service)
    WHERE waiting_ms > 0;
DROP INDEX ticket_waiting_new;
CREATE INDEX ticket_waiting_new
    ON ticket (department, assignee_id, waiting_ms, id, status, priority, service, first_response_ms)
    WHERE waiting_ms > 0 AND first_response_ms = 0;
DROP INDEX ticket_waiting_answered;
CREATE INDEX ticket_waiting_answered
    ON ticket (department, assignee_id, waiting_ms, id, status, priority, service, answered)
    WHERE waiting_ms > 0 AND answered = 1;
DROP INDEX ticket_department_waiting_new;
CREATE INDEX ticket_department_waiting_new ON ticket (department, status, waiting_ms, id, service, first_response_ms)
    WHERE waiting_ms > 0 AND first_response_ms = 0;
DROP INDEX ticket_department_waiting_answered;
CREATE INDEX ticket_department_waiting_answered ON ticket (department, status, waiting_ms, id, service, answered)
    WHERE waiting_ms > 0 AND answered = 1;
