-- Who is the head of a department, and how many of its tickets were closed when by whom they were assigned to, for the head alone. In spans
-- as ticket_flow has them. What was closed before is filled in under whoever has the ticket now.
ALTER TABLE staff_membership ADD COLUMN head BIGINT NOT NULL DEFAULT 0;    -- 1: of that department
CREATE TABLE assignee_flow (
    department  TEXT NOT NULL REFERENCES department (id),
    minutes     BIGINT NOT NULL,                       -- of a span: 1440 or 15
    span        BIGINT NOT NULL,                       -- which, since 1970
    assignee_id TEXT NOT NULL,                         -- app_user.id; empty = nobody's
    closed      BIGINT NOT NULL,
    PRIMARY KEY (department, minutes, span, assignee_id)
)
--- sqlite
WITHOUT ROWID
--- both
;
INSERT INTO assignee_flow (department, minutes, span, assignee_id, closed)
    SELECT department, minutes, at_ms / (minutes * 60000), assignee_id, COUNT(*)
    FROM ticket_event JOIN ticket ON ticket.id = ticket_id
    CROSS JOIN (SELECT 15 AS minutes UNION ALL SELECT 1440) AS sizes
    WHERE sequence > 1 AND to_status IN ('duplicate', 'completed', 'rejected')
      AND from_status NOT IN ('duplicate', 'completed', 'rejected')
    GROUP BY 1, 2, 3, 4;
