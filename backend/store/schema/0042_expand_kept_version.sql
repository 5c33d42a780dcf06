-- The ticket's version up to which its promises, and how they ended, are right. A server of the version before changes a ticket without it.
-- NULL: not computed since this column is there.
ALTER TABLE ticket ADD COLUMN kept_version BIGINT;
CREATE INDEX ticket_unkept ON ticket (id) WHERE kept_version <> version;
