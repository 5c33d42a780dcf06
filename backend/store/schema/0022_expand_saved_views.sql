-- Lists that staff comes back to: the filters of a department's queue under a name.

CREATE TABLE saved_view (
    id         TEXT PRIMARY KEY,                           -- UUIDv7, so in the order of saving
    department TEXT NOT NULL REFERENCES department (id),
    author_id  TEXT NOT NULL REFERENCES app_user (id),
    shared     BIGINT NOT NULL,                            -- 1: everybody in the department sees it
    name       TEXT NOT NULL,
    filter     TEXT NOT NULL                               -- ListQueue as JSON
);
CREATE INDEX saved_view_department ON saved_view (department, shared, author_id, id);
