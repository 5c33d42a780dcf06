-- What staff of a department has written once to send it often.

CREATE TABLE saved_reply (
    id         TEXT PRIMARY KEY,
    department TEXT NOT NULL REFERENCES department (id),
    title      TEXT NOT NULL,
    title_key  TEXT NOT NULL,                              -- the title in whatever case: unlike all others of the department
    text       TEXT NOT NULL,
    revision   BIGINT NOT NULL,                            -- one more with each change
    updated_by TEXT NOT NULL REFERENCES app_user (id),
    updated_ms BIGINT NOT NULL,
    UNIQUE (department, title_key)
);
