-- The queue of one person, or of nobody, and of what is more or less urgent than usual; newest first, and by the last change.
CREATE INDEX ticket_department_assignee ON ticket (department, assignee_id, status, id);
CREATE INDEX ticket_department_assignee_updated ON ticket (department, assignee_id, status, updated_ms, id)
    WHERE assignee_id <> '';
CREATE INDEX ticket_department_priority ON ticket (department, priority, status, id) WHERE priority <> 'normal';
CREATE INDEX ticket_department_priority_updated ON ticket (department, priority, status, updated_ms, id)
    WHERE priority <> 'normal';
