-- Departments whose open tickets are being computed anew (backend/store/tickets/promises), and how far that is. Each filing reads
-- department_hours, so what is written part by part does not stand there. department_hours.stale_after is what servers of the version
-- before say instead: it is taken over from there.
CREATE TABLE promise_progress (
    department TEXT PRIMARY KEY REFERENCES department (id),
    after_id   TEXT NOT NULL                            -- open tickets with greater ids are still to be computed
)
--- sqlite
WITHOUT ROWID
--- both
;
