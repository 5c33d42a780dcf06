-- How each promise on a ticket has ended, or will if it is not kept before that, as promise_flow counts it.
CREATE TABLE promise_end (
    ticket_id  TEXT NOT NULL REFERENCES ticket (id),
    promise    TEXT NOT NULL,                          -- DueFor
    department TEXT NOT NULL,                          -- under which it is counted
    service    TEXT NOT NULL,                          -- likewise
    at_ms      BIGINT NOT NULL,                        -- when it was kept, else when it was, or is, due
    kept       BIGINT NOT NULL,                        -- 1: before it was due
    PRIMARY KEY (ticket_id, promise)
)
--- sqlite
WITHOUT ROWID
--- both
;
-- How many promises of a department ended when, in spans as ticket_flow has them, and of 32 days. Those of the future are not over yet.
CREATE TABLE promise_flow (
    department       TEXT NOT NULL REFERENCES department (id),
    minutes          BIGINT NOT NULL,                  -- of a span: 46080, 1440 or 15
    span             BIGINT NOT NULL,                  -- which, since 1970
    service          TEXT NOT NULL,
    answers_kept     BIGINT NOT NULL,
    answers_broken   BIGINT NOT NULL,
    solutions_kept   BIGINT NOT NULL,
    solutions_broken BIGINT NOT NULL,
    PRIMARY KEY (department, minutes, span, service)
)
--- sqlite
WITHOUT ROWID
--- both
;
INSERT INTO promise_end (ticket_id, promise, department, service, at_ms, kept)
    SELECT id, 'answer', department, service,
           CASE WHEN first_response_ms > 0 AND first_response_ms < answer_due_ms THEN first_response_ms ELSE answer_due_ms END,
           CASE WHEN first_response_ms > 0 AND first_response_ms < answer_due_ms THEN 1 ELSE 0 END
    FROM ticket WHERE answer_due_ms > 0
    UNION ALL
    SELECT id, 'solution', department, service,
           CASE WHEN closed_ms > 0 AND closed_ms < solve_due_ms THEN closed_ms ELSE solve_due_ms END,
           CASE WHEN closed_ms > 0 AND closed_ms < solve_due_ms THEN 1 ELSE 0 END
    FROM ticket WHERE solve_due_ms > 0;
INSERT INTO promise_flow (department, minutes, span, service, answers_kept, answers_broken, solutions_kept, solutions_broken)
    SELECT department, minutes, at_ms / 60000 / minutes, service,
           SUM(CASE WHEN promise = 'answer' THEN kept ELSE 0 END), SUM(CASE WHEN promise = 'answer' THEN 1 - kept ELSE 0 END),
           SUM(CASE WHEN promise = 'answer' THEN 0 ELSE kept END), SUM(CASE WHEN promise = 'answer' THEN 0 ELSE 1 - kept END)
    FROM promise_end CROSS JOIN (SELECT 15 AS minutes UNION ALL SELECT 1440 UNION ALL SELECT 46080) AS sizes
    GROUP BY 1, 2, 3, 4;
