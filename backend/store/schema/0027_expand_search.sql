-- A search that looks where it finds: newest first, without walking all that a department has. Notes are found by staff.

-- All that staff reads on the tickets that have notes, so that words of a message and of a note are found together; ticket_words
-- stays without notes. Unlike there the text is kept: a server of the version before changes what a ticket says, and knows
-- nothing of this.
--- sqlite
CREATE VIRTUAL TABLE note_words USING fts5(scope, words, prefix = '2 3 4', tokenize = 'ascii');
-- The words of both that are longer than the beginnings which it has an index of: FTS5 would gather all tickets of all
-- words that begin so to find the newest.
CREATE TABLE search_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE ticket_vocabulary USING fts5vocab(ticket_words, row);
INSERT INTO search_word SELECT term FROM ticket_vocabulary WHERE length(term) > 4;
DROP TABLE ticket_vocabulary;
--- postgres
CREATE TABLE note_words (
    rowid BIGINT PRIMARY KEY,                          -- ticket.serial
    scope TEXT NOT NULL,
    words TEXT NOT NULL
);

-- What a row of the two tables is looked up by, each a posting list that PostgreSQL skips through:
--   "edu", "edur" …   how a word begins, to 13 characters; "eduroam " with its space is the whole word
--   "@it"             department and service
--   "@it 36 416999"   the tickets of a department whose serial number, without its last 36 bits, is 416999: a few hours,
--                     days, weeks or years, so that the newest are found without looking at all
CREATE FUNCTION search_terms(scope TEXT, place BIGINT, words TEXT) RETURNS TEXT[]
IMMUTABLE PARALLEL SAFE COST 1000 LANGUAGE sql AS $$
    SELECT array_agg(DISTINCT term) FROM (
        SELECT left(word || ' ', size) AS term
        FROM unnest(string_to_array(btrim(words), ' ')) AS word, generate_series(1, least(length(word) + 1, 13)) AS size
        UNION ALL SELECT '@' || word FROM unnest(string_to_array(scope, ' ')) AS word
        UNION ALL SELECT '@' || split_part(scope, ' ', 1) || ' ' || bits || ' ' || (place >> bits)
        FROM generate_series(32, 48, 4) AS bits) AS terms
$$;

-- Rows that are there wait in the old form until `migrate` has brought them over; all new ones are in the index, also those of
-- a server of the version before. What waits in a list to be sorted into an index is read by each search, so it is kept short.
ALTER TABLE ticket_words ADD COLUMN indexed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket_words ALTER COLUMN indexed SET DEFAULT 1;
CREATE INDEX ticket_words_terms ON ticket_words USING gin (search_terms(scope, rowid, words))
    WITH (gin_pending_list_limit = 128) WHERE indexed = 1;
CREATE INDEX ticket_words_waiting ON ticket_words (rowid) WHERE indexed = 0;
CREATE INDEX note_words_terms ON note_words USING gin (search_terms(scope, rowid, words))
    WITH (gin_pending_list_limit = 128);
--- both
-- Half a number, from whichever symbol on: its beginning is in the index on number.
CREATE INDEX ticket_number_from_2 ON ticket (substr(replace(number, '-', ''), 2));
CREATE INDEX ticket_number_from_3 ON ticket (substr(replace(number, '-', ''), 3));
CREATE INDEX ticket_number_from_4 ON ticket (substr(replace(number, '-', ''), 4));
CREATE INDEX ticket_number_from_5 ON ticket (substr(replace(number, '-', ''), 5));
CREATE INDEX ticket_number_from_6 ON ticket (substr(replace(number, '-', ''), 6));

-- Which tickets have notes.
CREATE INDEX ticket_event_notes ON ticket_event (ticket_id) WHERE sequence < 0 AND text <> '';
