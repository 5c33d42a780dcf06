-- Finding, sorting and counting a department's tickets without reading all of them; withdrawn and edited tickets.

ALTER TABLE ticket ADD COLUMN withdrawn_ms BIGINT NOT NULL DEFAULT 0;      -- 0 = not withdrawn by its student
-- What a ticket said before its student edited it; only of events of the kind "edited".
ALTER TABLE ticket_event ADD COLUMN earlier_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket_event ADD COLUMN earlier_message TEXT NOT NULL DEFAULT '';

-- Place in the order of filing as one number, because that is what the full-text index can order by:
-- created_ms * 4096 + 0, 1, 2 … among those of one millisecond.
ALTER TABLE ticket ADD COLUMN serial BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN first_response_ms BIGINT NOT NULL DEFAULT 0; -- 0 = staff has not acted yet
ALTER TABLE ticket ADD COLUMN closed_ms BIGINT NOT NULL DEFAULT 0;         -- 0 = open

UPDATE ticket SET serial = created_ms * 4096 + place.number FROM (
    SELECT id, row_number() OVER (PARTITION BY created_ms ORDER BY id) - 1 AS number FROM ticket
) AS place WHERE place.id = ticket.id;
UPDATE ticket SET first_response_ms = COALESCE(
    (SELECT MIN(at_ms) FROM ticket_event WHERE ticket_id = ticket.id AND author_role <> 'student'), 0);
UPDATE ticket SET closed_ms = COALESCE(
    (SELECT MAX(at_ms) FROM ticket_event
     WHERE ticket_id = ticket.id AND to_status = ticket.status AND from_status <> to_status), 0)
    WHERE status IN ('duplicate', 'completed', 'rejected');

CREATE UNIQUE INDEX ticket_serial ON ticket (serial);
-- Whatever is counted of single tickets, so that it is read from here alone.
CREATE INDEX ticket_department_serial
    ON ticket (department, serial, service, status, first_response_ms, closed_ms, withdrawn_ms);
-- The longest unchanged first.
CREATE INDEX ticket_department_status_updated ON ticket (department, status, updated_ms, id, service);

-- Withdrawn tickets are in none of the counts.
-- ticket_count by the day on which the tickets were opened, for figures of any span of time. A day is
-- created_ms / 86400000; where a span begins or ends within one, its tickets are counted singly.
CREATE TABLE ticket_day (
    department TEXT NOT NULL REFERENCES department (id),
    day        BIGINT NOT NULL,
    service    TEXT NOT NULL REFERENCES service (id),
    status     TEXT NOT NULL,
    tickets    BIGINT NOT NULL,
    PRIMARY KEY (department, day, service, status)
)
--- sqlite
WITHOUT ROWID                                          -- read by ranges of the key, so kept in its order
--- both
;
INSERT INTO ticket_day (department, day, service, status, tickets)
    SELECT department, created_ms / 86400000, service, status, COUNT(*) FROM ticket GROUP BY 1, 2, 3, 4;

-- How many tickets opened on a day took how long: until staff first acted (first_response) and until they were
-- closed (resolution).
CREATE TABLE ticket_timing (
    department TEXT NOT NULL REFERENCES department (id),
    measure    TEXT NOT NULL,
    day        BIGINT NOT NULL,
    minutes    BIGINT NOT NULL,                        -- as shown_minutes() of common/period.hpp rounds them
    tickets    BIGINT NOT NULL,
    PRIMARY KEY (department, measure, day, minutes)
)
--- sqlite
WITHOUT ROWID
--- both
;
INSERT INTO ticket_timing (department, measure, day, minutes, tickets)
    SELECT department, measure, day,
           minutes - minutes % (CASE WHEN minutes < 120 THEN 5 WHEN minutes < 1440 THEN 30
                                     WHEN minutes < 10080 THEN 180 ELSE 1440 END), COUNT(*)
    FROM (SELECT department, 'first_response' AS measure, created_ms / 86400000 AS day,
                 (first_response_ms - created_ms) / 60000 AS minutes FROM ticket WHERE first_response_ms > 0
          UNION ALL
          SELECT department, 'resolution', created_ms / 86400000, (closed_ms - created_ms) / 60000
          FROM ticket WHERE closed_ms > 0) AS taken
    GROUP BY 1, 2, 3, 4;

-- The words of each ticket, under its serial number. `scope` holds department and service as one word each, so that
-- a search stays within them. The text itself is in `ticket`; this is the index alone. Beginnings of words are indexed
-- too, which costs a quarter of the database's size and makes "the…" sixteen times as fast.
--- sqlite
CREATE VIRTUAL TABLE ticket_words USING fts5(
    scope, words, content = '', prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO ticket_words (rowid, scope, words)
    SELECT serial, replace(department, '-', '') || ' ' || replace(service, '-', ''),
           number || char(10) || subject || char(10) || student_name || char(10) || message
    FROM ticket ORDER BY serial;
--- both
