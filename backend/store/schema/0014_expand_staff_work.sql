-- What staff decides between themselves about tickets, and whose turn a ticket is, kept where lists find it.
-- Not sealed: the events say the same, and are.
ALTER TABLE ticket ADD COLUMN assignee_id TEXT NOT NULL DEFAULT '';        -- app_user.id; empty = nobody's
ALTER TABLE ticket ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';     -- Priority
ALTER TABLE ticket ADD COLUMN waiting_ms BIGINT NOT NULL DEFAULT 0;        -- since when staff owes the next word; 0 = it does not
ALTER TABLE ticket ADD COLUMN answered BIGINT NOT NULL DEFAULT 0;          -- 1: the student's answer is the last that was done
UPDATE ticket SET waiting_ms = updated_ms
    WHERE status IN ('pending', 'under_consideration') AND withdrawn_ms = 0;
UPDATE ticket SET answered = 1
    WHERE (SELECT kind FROM ticket_event WHERE ticket_id = ticket.id AND sequence = ticket.version) = 'answered';

-- The lists of the workbench, the longest wait first: only what waits is in them, however many tickets are closed.
CREATE INDEX ticket_waiting ON ticket (department, assignee_id, waiting_ms, id) WHERE waiting_ms > 0;
CREATE INDEX ticket_waiting_new ON ticket (department, assignee_id, waiting_ms, id)
    WHERE waiting_ms > 0 AND first_response_ms = 0;
CREATE INDEX ticket_waiting_answered ON ticket (department, assignee_id, waiting_ms, id)
    WHERE waiting_ms > 0 AND answered = 1;
CREATE INDEX ticket_assigned ON ticket (assignee_id, updated_ms, id)
    WHERE assignee_id <> '' AND closed_ms = 0 AND withdrawn_ms = 0;

-- Servers of the version before do not keep waiting_ms. What they left is found here and mended; usually there is none.
CREATE INDEX ticket_turn_missed ON ticket (id) WHERE waiting_ms = 0 AND withdrawn_ms = 0
    AND status IN ('pending', 'under_consideration');
CREATE INDEX ticket_turn_over ON ticket (id) WHERE waiting_ms > 0
    AND (withdrawn_ms > 0 OR status NOT IN ('pending', 'under_consideration'));

-- What was decided, of events that staff alone sees: see TicketEvent::was and becomes.
ALTER TABLE ticket_event ADD COLUMN was TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket_event ADD COLUMN becomes TEXT NOT NULL DEFAULT '';

-- How far a member of staff has read a ticket.
CREATE TABLE ticket_read (
    user_id   TEXT NOT NULL REFERENCES app_user (id),
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    version   BIGINT NOT NULL,                         -- of the ticket that was on the screen
    PRIMARY KEY (user_id, ticket_id)
);
