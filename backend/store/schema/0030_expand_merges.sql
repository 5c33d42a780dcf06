-- Tickets that are merged into others, which then have a time of withdrawal, too: so they are in no list, count, figure or search, for
-- servers of the version before as well. Not sealed: the events say the same, and are.
ALTER TABLE ticket ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';         -- ticket.number; empty = none
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into <> '';

-- A student's list is without them.
DROP INDEX ticket_owner;
CREATE INDEX ticket_owner ON ticket (owner_id, id, merged_into);
