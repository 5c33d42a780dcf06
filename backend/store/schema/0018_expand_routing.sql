-- Tags of a department, and which tickets have them. A tag is there as long as some ticket has it.

CREATE TABLE tag (
    id         TEXT PRIMARY KEY,
    department TEXT NOT NULL REFERENCES department (id),
    name       TEXT NOT NULL,                          -- as it was typed first
    words      TEXT NOT NULL,                          -- the same as search_words() leaves it, whatever case and accents
    UNIQUE (department, words)
);

-- Ids of tickets sort by the time of filing: the tickets of a tag are a range of ticket_tag_filed in that order.
-- tag_id refers to tag; no constraint says so, because SERIALIZABLE settles whoever drops a tag that another begins to use.
CREATE TABLE ticket_tag (
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    tag_id    TEXT NOT NULL,
    PRIMARY KEY (ticket_id, tag_id)
);
CREATE UNIQUE INDEX ticket_tag_filed ON ticket_tag (tag_id, ticket_id);

-- The names of its tags, a line each, for lists that show fifty tickets. Not sealed: the events say the same, and are.
ALTER TABLE ticket ADD COLUMN tags TEXT NOT NULL DEFAULT '';
