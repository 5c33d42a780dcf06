-- Words are made by the program (store/tickets/search_words.cpp), the same ones on every engine: symbols, scripts without
-- spaces and letters such as ß are found. "ascii" takes them as they come: it parts at what is ASCII and neither
-- letter nor digit, which in them is the space alone. And a ticket is found by its student's address and registration
-- number and by all that was said on it. `migrate` fills it for the tickets that are there.
--- sqlite
DROP TABLE ticket_words;
CREATE VIRTUAL TABLE ticket_words USING fts5(scope, words, content = '', prefix = '2 3 4', tokenize = 'ascii');
--- postgres
-- Its own full text has no phrases in long texts, and no more than a megabyte: words are looked for as they stand.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE ticket_words (
    rowid BIGINT PRIMARY KEY,                          -- ticket.serial
    scope TEXT NOT NULL,
    words TEXT NOT NULL                                -- each with a space on either side
);
CREATE INDEX ticket_words_trigrams ON ticket_words USING gin (words gin_trgm_ops);
--- both
