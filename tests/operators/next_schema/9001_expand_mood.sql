-- What a next version might add: servers of this one file tickets without knowing of it.

ALTER TABLE ticket ADD COLUMN mood TEXT NOT NULL DEFAULT 'normal';
CREATE TABLE ticket_mood_word (
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    tag       TEXT NOT NULL,
    PRIMARY KEY (ticket_id, tag)
);
CREATE INDEX ticket_owner_status_mood ON ticket (owner_id, status, mood, id);
