-- Half a number: as words of an index of words, which writes what is new one after another. Five indexes of SQLite's own changed
-- five pages somewhere in the file for each ticket, a quarter of what filing it cost.
-- A server of the version before goes through all numbers instead; what it files is added by `migrate`.
--- sqlite
CREATE VIRTUAL TABLE number_parts USING fts5(parts, content = '', detail = none, tokenize = 'ascii'); -- rowid: ticket.serial
-- Sorted together when sixteen pieces are there, not a little with each ticket: it is written often and seldom read.
INSERT INTO number_parts (number_parts, rank) VALUES ('automerge', 0);
DROP INDEX ticket_number_from_2;
DROP INDEX ticket_number_from_3;
DROP INDEX ticket_number_from_4;
DROP INDEX ticket_number_from_5;
DROP INDEX ticket_number_from_6;
--- both
