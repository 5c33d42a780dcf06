-- In which language people read.

ALTER TABLE app_user ADD COLUMN language TEXT NOT NULL DEFAULT '';   -- code; empty = the desk's own
ALTER TABLE outbox ADD COLUMN language TEXT NOT NULL DEFAULT 'en';   -- of subject and body
