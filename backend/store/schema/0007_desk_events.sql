-- What nobody in particular did: duplicates that come back by themselves, and what an earlier application wrote. And the
-- duplicates of a ticket are found when it ends.

-- The same table with an author that may be missing; SQLite cannot lift NOT NULL in place.
CREATE TABLE ticket_event_new (
    ticket_id       TEXT NOT NULL REFERENCES ticket (id),
    sequence        BIGINT NOT NULL,                   -- 1, 2, 3 …; equals the ticket's version after the event
    kind            TEXT NOT NULL,                     -- EventKind
    from_status     TEXT NOT NULL,
    to_status       TEXT NOT NULL,
    text            TEXT NOT NULL,                     -- remark or answer
    duplicate_of    TEXT,                              -- number of the other ticket
    author_id       TEXT REFERENCES app_user (id),     -- null: the service desk itself
    author_name     TEXT NOT NULL,                     -- as it was then
    author_role     TEXT NOT NULL,
    request_id      TEXT,                              -- of a change that may be repeated, as in ticket
    at_ms           BIGINT NOT NULL,
    earlier_subject TEXT NOT NULL DEFAULT '',
    earlier_message TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (ticket_id, sequence),
    UNIQUE (author_id, request_id)
);
-- Events of an import were noted as their owner's.
INSERT INTO ticket_event_new (ticket_id, sequence, kind, from_status, to_status, text, duplicate_of, author_id, author_name,
                              author_role, request_id, at_ms, earlier_subject, earlier_message)
    SELECT ticket_id, sequence, kind, from_status, to_status, text, duplicate_of,
           CASE WHEN author_role <> 'student' AND author_id = (SELECT owner_id FROM ticket WHERE ticket.id = ticket_id)
                THEN NULL ELSE author_id END,
           author_name, author_role, request_id, at_ms, earlier_subject, earlier_message
    FROM ticket_event;
DROP TABLE ticket_event;
ALTER TABLE ticket_event_new RENAME TO ticket_event;

CREATE INDEX ticket_duplicate ON ticket (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- From when on a mail's attempts count: when it was written, or when an operator had it tried again.
ALTER TABLE outbox ADD COLUMN tried_since_ms BIGINT NOT NULL DEFAULT 0;
UPDATE outbox SET tried_since_ms = created_ms;

-- What the ticket was called in the application that it was imported from; empty for tickets filed here.
ALTER TABLE ticket ADD COLUMN earlier_number TEXT NOT NULL DEFAULT '';
CREATE INDEX ticket_earlier_number ON ticket (earlier_number) WHERE earlier_number <> '';
