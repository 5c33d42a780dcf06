-- Who of staff is called by name in a note and has not looked since. A few rows for each person: they go when the note is seen.
CREATE TABLE ticket_mention (
    user_id   TEXT NOT NULL REFERENCES app_user (id),
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    sequence  BIGINT NOT NULL,                         -- of the last such note, which is negative
    at_ms     BIGINT NOT NULL,                         -- of the first one
    PRIMARY KEY (user_id, ticket_id)
);
