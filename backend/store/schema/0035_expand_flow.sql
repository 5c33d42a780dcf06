-- How many tickets of a department were closed and reopened when, by whole days and by quarters of an hour: days begin at other
-- quarters in other time zones. What a server of the version before closes meanwhile is not in it.
CREATE TABLE ticket_flow (
    department TEXT NOT NULL REFERENCES department (id),
    minutes    BIGINT NOT NULL,                        -- of a span: 1440 or 15
    span       BIGINT NOT NULL,                        -- which, since 1970
    closed     BIGINT NOT NULL,
    reopened   BIGINT NOT NULL,
    PRIMARY KEY (department, minutes, span)
)
--- sqlite
WITHOUT ROWID
--- both
;
INSERT INTO ticket_flow (department, minutes, span, closed, reopened)
    SELECT department, minutes, at_ms / (minutes * 60000),
           SUM(CASE WHEN to_status IN ('duplicate', 'completed', 'rejected') THEN 1 ELSE 0 END),
           SUM(CASE WHEN to_status IN ('duplicate', 'completed', 'rejected') THEN 0 ELSE 1 END)
    FROM ticket_event JOIN ticket ON ticket.id = ticket_id
    CROSS JOIN (SELECT 15 AS minutes UNION ALL SELECT 1440) AS sizes
    WHERE sequence > 1 AND from_status <> to_status
      AND (to_status IN ('duplicate', 'completed', 'rejected')) <> (from_status IN ('duplicate', 'completed', 'rejected'))
    GROUP BY 1, 2, 3;

-- How long it took until tickets were completed, by service and the day on which they were.
CREATE TABLE service_solved (
    service TEXT NOT NULL,
    day     BIGINT NOT NULL,                           -- since 1970, UTC
    minutes BIGINT NOT NULL,                           -- as shown_minutes() of common/period.hpp rounds them
    tickets BIGINT NOT NULL,
    PRIMARY KEY (service, day, minutes)
)
--- sqlite
WITHOUT ROWID
--- both
;
INSERT INTO service_solved (service, day, minutes, tickets)
    SELECT service, day,
           minutes - minutes % (CASE WHEN minutes < 120 THEN 5 WHEN minutes < 1440 THEN 30
                                     WHEN minutes < 10080 THEN 180 ELSE 1440 END), COUNT(*)
    FROM (SELECT service, closed_ms / 86400000 AS day, (closed_ms - created_ms) / 60000 AS minutes
          FROM ticket WHERE status = 'completed' AND closed_ms > 0 AND withdrawn_ms = 0) AS taken
    GROUP BY 1, 2, 3;
