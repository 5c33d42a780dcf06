-- Which of its transactions a connection has committed last: asked when the answer to a commit was lost
-- (store/engine/postgres). A file of SQLite's is never lost that way.
--- postgres
CREATE TABLE commit_mark (
    connection TEXT PRIMARY KEY,                       -- random; of one server's writers
    mark       BIGINT NOT NULL,                        -- 1, 2, 3 …
    at         TIMESTAMPTZ NOT NULL DEFAULT now()      -- rows of yesterday are deleted
) WITH (fillfactor = 50);                              -- changed in place
--- both
