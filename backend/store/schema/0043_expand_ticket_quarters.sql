-- How many tickets of a department were filed in each quarter of an hour, and how many of those are open now: days begin at other quarters in other time zones. A server
-- of the version before does not count them, so what is added up is compared with ticket_day first, which every server keeps.
CREATE TABLE ticket_quarter (
    department TEXT NOT NULL REFERENCES department (id),
    quarter    BIGINT NOT NULL,                        -- of an hour, since 1970
    tickets    BIGINT NOT NULL,
    open       BIGINT NOT NULL,
    PRIMARY KEY (department, quarter)
)
--- sqlite
WITHOUT ROWID
--- both
;
-- Of a serial number, 4096 are a millisecond, and its index covers this.
INSERT INTO ticket_quarter (department, quarter, tickets, open)
    SELECT department, serial / 3686400000, COUNT(*),
           SUM(CASE WHEN status IN ('duplicate', 'completed', 'rejected') THEN 0 ELSE 1 END)
    FROM ticket WHERE withdrawn_ms = 0 GROUP BY 1, 2;
