-- What staff has sent and can still take back. The ticket knows nothing of it: whoever deletes the row, when it is due or
-- taken back, writes in the same transaction what has become of it.

CREATE TABLE held_response (
    ticket_id    TEXT PRIMARY KEY REFERENCES ticket (id),          -- one at a time
    author_id    TEXT NOT NULL REFERENCES app_user (id),
    author_name  TEXT NOT NULL,                                    -- as it was then
    request_id   TEXT NOT NULL,                                    -- as in ticket_event
    version      BIGINT NOT NULL,                                  -- of the ticket that it answers
    from_status  TEXT NOT NULL,                                    -- Status
    to_status    TEXT NOT NULL,
    text         TEXT NOT NULL,
    duplicate_of TEXT,                                             -- number of the other ticket
    created_ms   BIGINT NOT NULL,                                  -- both by the clock of the database where servers share it
    due_ms       BIGINT NOT NULL,
    UNIQUE (author_id, request_id)
);
CREATE INDEX held_response_due ON held_response (due_ms);

-- Its files. Meanwhile they are neither staged (attachment.expires_ms is null) nor a ticket's.
CREATE TABLE held_file (
    attachment_id TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
    ticket_id     TEXT NOT NULL REFERENCES held_response (ticket_id) ON DELETE CASCADE,
    position      BIGINT NOT NULL
);
CREATE INDEX held_file_ticket ON held_file (ticket_id, position);
