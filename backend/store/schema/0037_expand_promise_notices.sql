-- When staff is next to be told of what is due on the ticket (backend/store/tickets/promise_notices): 0 = to be decided where something is
-- due (a server of the version before, or operators, have changed that), -1 = all has been told.
ALTER TABLE ticket ADD COLUMN notice_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX ticket_notice ON ticket (notice_ms, id) WHERE notice_ms > 0;
CREATE INDEX ticket_notice_undecided ON ticket (id) WHERE soon_ms > 0 AND notice_ms = 0;
-- What staff has been told, so that several servers tell it once. Up to four rows for each ticket.
CREATE TABLE promise_notice (
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    promise   TEXT NOT NULL,                           -- DueFor
    stage     TEXT NOT NULL,                           -- DueStage
    told_ms   BIGINT NOT NULL,                         -- last
    PRIMARY KEY (ticket_id, promise, stage)
)
--- sqlite
WITHOUT ROWID
--- both
;
