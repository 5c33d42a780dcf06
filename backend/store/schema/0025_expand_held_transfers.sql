-- What staff hands on and can still take back, as in held_response. A table of its own: servers of the version before would
-- send the reason to the student.
CREATE TABLE held_transfer (
    ticket_id   TEXT PRIMARY KEY REFERENCES ticket (id),          -- one at a time
    author_id   TEXT NOT NULL REFERENCES app_user (id),
    author_name TEXT NOT NULL,                                    -- as it was then
    request_id  TEXT NOT NULL,                                    -- as in ticket_event
    service     TEXT NOT NULL,                                    -- service.id; where it goes
    reason      TEXT NOT NULL,
    created_ms  BIGINT NOT NULL,                                  -- both by the clock of the database where servers share it
    due_ms      BIGINT NOT NULL,
    UNIQUE (author_id, request_id)
);
CREATE INDEX held_transfer_due ON held_transfer (due_ms);
