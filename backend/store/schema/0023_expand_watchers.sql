-- Who of staff wants to hear what happens to a ticket. Whoever may not read it any more keeps their row, and neither hears of it nor is
-- shown: a ticket that comes back is watched as it was.
CREATE TABLE ticket_watch (
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    user_id   TEXT NOT NULL REFERENCES app_user (id),
    PRIMARY KEY (ticket_id, user_id)
);
CREATE INDEX ticket_watch_person ON ticket_watch (user_id);
