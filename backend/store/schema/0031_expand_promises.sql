-- When departments are open, and what they promise. A department without a row here promises nothing.
CREATE TABLE department_hours (
    department  TEXT PRIMARY KEY REFERENCES department (id),
    zone        TEXT NOT NULL,                          -- of the system's tzdata
    weekly      TEXT NOT NULL,                          -- common/opening_hours.hpp
    holidays    TEXT NOT NULL,                          -- likewise
    stale_after TEXT                                    -- open tickets with greater ids are still to be computed anew; NULL = none
);
CREATE TABLE target (
    department     TEXT NOT NULL REFERENCES department (id),
    service        TEXT NOT NULL,                       -- service.id; empty = all of the department
    priority       TEXT NOT NULL,                       -- Priority; empty = each
    answer_minutes BIGINT NOT NULL,                     -- business time until the first answer; 0 = not promised
    solve_minutes  BIGINT NOT NULL,                     -- likewise until it is closed
    PRIMARY KEY (department, service, priority)
);

-- common/promise.hpp, in the transaction of the event that changes it. What servers of the version before change is computed anew by
-- `migrate`, and each night.
ALTER TABLE ticket ADD COLUMN answer_due_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN solve_due_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN due_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN soon_ms BIGINT NOT NULL DEFAULT 0;
