-- SQLite does not notice damage inside a row. A checksum of what lists show, and one of the whole row: null until it
-- has been made, which `migrate` does for the rows that are there (store/seals.cpp).

ALTER TABLE ticket ADD COLUMN list_seal BIGINT;
ALTER TABLE ticket ADD COLUMN row_seal BIGINT;
ALTER TABLE ticket_event ADD COLUMN row_seal BIGINT;
