-- The queue of one tag, in each order: what a ticket's own indexes hold of it, followed at each change of the ticket.
ALTER TABLE ticket_tag ADD COLUMN ticket_status TEXT NOT NULL DEFAULT '';        -- Status; empty = withdrawn
ALTER TABLE ticket_tag ADD COLUMN ticket_updated_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket_tag ADD COLUMN ticket_waiting_ms BIGINT NOT NULL DEFAULT 0;
UPDATE ticket_tag SET ticket_status = CASE WHEN withdrawn_ms = 0 THEN status ELSE '' END, ticket_updated_ms = updated_ms,
    ticket_waiting_ms = waiting_ms FROM ticket WHERE ticket.id = ticket_id;
CREATE INDEX ticket_tag_status ON ticket_tag (tag_id, ticket_status, ticket_id);
CREATE INDEX ticket_tag_updated ON ticket_tag (tag_id, ticket_status, ticket_updated_ms, ticket_id);
CREATE INDEX ticket_tag_waiting ON ticket_tag (tag_id, ticket_status, ticket_waiting_ms, ticket_id)
    WHERE ticket_waiting_ms > 0;

-- The queue by wait, whoever's it is. Nothing that is withdrawn waits.
CREATE INDEX ticket_department_waiting ON ticket (department, status, waiting_ms, id) WHERE waiting_ms > 0;
CREATE INDEX ticket_department_waiting_new ON ticket (department, status, waiting_ms, id)
    WHERE waiting_ms > 0 AND first_response_ms = 0;
CREATE INDEX ticket_department_waiting_answered ON ticket (department, status, waiting_ms, id)
    WHERE waiting_ms > 0 AND answered = 1;
CREATE INDEX ticket_department_waiting_priority ON ticket (department, priority, status, waiting_ms, id)
    WHERE waiting_ms > 0 AND priority <> 'normal';

-- So that counting a person's tickets, or the urgent ones, reads the index alone.
DROP INDEX ticket_department_assignee;
CREATE INDEX ticket_department_assignee ON ticket (department, assignee_id, status, id) WHERE withdrawn_ms = 0;
DROP INDEX ticket_department_priority;
CREATE INDEX ticket_department_priority ON ticket (department, priority, status, id)
    WHERE priority <> 'normal' AND withdrawn_ms = 0;
