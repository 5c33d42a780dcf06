-- 1: what stands on a merged ticket is among the words of the one that it goes on in (backend/store/tickets/ticket_words). Merges of before,
-- and those of a server of the version before, are brought over by `migrate`.
ALTER TABLE ticket ADD COLUMN merged_words BIGINT NOT NULL DEFAULT 0;
CREATE INDEX ticket_merged_waiting ON ticket (id) WHERE merged_into <> '' AND merged_words = 0;
