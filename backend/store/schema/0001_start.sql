-- People, sessions, the catalogue, tickets with their history and files, and outgoing mail.
-- Ids are UUIDv7 text made by the application, so they sort by age. Times are Unix milliseconds.
-- Enumerations are stored under the names of common/enum_names.hpp. Business rules live in common/;
-- here are only keys, references and uniqueness.

CREATE TABLE app_user (
    id                  TEXT PRIMARY KEY,
    email               TEXT NOT NULL UNIQUE,          -- folded (lower case, trimmed): one account per address
    name                TEXT NOT NULL,
    registration_number TEXT NOT NULL DEFAULT '',      -- students only
    role                TEXT NOT NULL,                 -- Role
    password_hash       TEXT NOT NULL,                 -- Argon2id in PHC form, with salt and parameters
    created_ms          BIGINT NOT NULL
);

CREATE TABLE department (
    id       TEXT PRIMARY KEY,                         -- slug, also in URLs
    name     TEXT NOT NULL,
    position BIGINT NOT NULL                           -- order on the page
);

-- A card on the page "What do you need help with?".
CREATE TABLE service_group (
    id          TEXT PRIMARY KEY,
    department  TEXT NOT NULL REFERENCES department (id),
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    position    BIGINT NOT NULL
);

CREATE TABLE service (
    id            TEXT PRIMARY KEY,                    -- slug
    service_group TEXT NOT NULL REFERENCES service_group (id),
    name          TEXT NOT NULL,
    position      BIGINT NOT NULL
);

-- Which departments a member of staff works for.
CREATE TABLE staff_membership (
    user_id    TEXT NOT NULL REFERENCES app_user (id),
    department TEXT NOT NULL REFERENCES department (id),
    PRIMARY KEY (user_id, department)
);

-- A code that lets staff open an account in one department.
CREATE TABLE access_code (
    id         TEXT PRIMARY KEY,
    department TEXT NOT NULL REFERENCES department (id),
    code_hash  TEXT NOT NULL UNIQUE,                   -- SHA-256 in hex of the code without hyphens; 128 random bits need no salt
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    revoked_ms BIGINT                                  -- null while it may be used
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,                       -- SHA-256 in hex of the cookie's value, which is stored nowhere
    user_id    TEXT NOT NULL REFERENCES app_user (id),
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL                         -- absolute; using the session does not move it
);
CREATE INDEX session_expiry ON session (expires_ms);

CREATE TABLE ticket (
    id                  TEXT PRIMARY KEY,              -- newest first = descending id
    number              TEXT NOT NULL UNIQUE,          -- what people read to each other
    version             BIGINT NOT NULL,               -- rises with each event
    status              TEXT NOT NULL,                 -- Status
    owner_id            TEXT NOT NULL REFERENCES app_user (id),
    department          TEXT NOT NULL REFERENCES department (id),
    service             TEXT NOT NULL REFERENCES service (id),
    student_name        TEXT NOT NULL,                 -- as typed on this ticket
    registration_number TEXT NOT NULL,
    email               TEXT NOT NULL,                 -- where answers go
    subject             TEXT NOT NULL,
    message             TEXT NOT NULL,
    duplicate_of        TEXT REFERENCES ticket (number),
    request_id          TEXT NOT NULL,                 -- made once per draft in the browser: a retry finds the ticket filed before
    created_ms          BIGINT NOT NULL,
    updated_ms          BIGINT NOT NULL,
    UNIQUE (owner_id, request_id)
);
CREATE INDEX ticket_owner ON ticket (owner_id, id);
CREATE INDEX ticket_owner_status ON ticket (owner_id, status, id);
CREATE INDEX ticket_department_status ON ticket (department, status, id);
CREATE INDEX ticket_department_service_status ON ticket (department, service, status, id);

-- What happened to a ticket. Rows are added, never changed.
CREATE TABLE ticket_event (
    ticket_id    TEXT NOT NULL REFERENCES ticket (id),
    sequence     BIGINT NOT NULL,                      -- 1, 2, 3 …; equals the ticket's version after the event
    kind         TEXT NOT NULL,                        -- EventKind
    from_status  TEXT NOT NULL,
    to_status    TEXT NOT NULL,
    text         TEXT NOT NULL,                        -- remark or answer
    duplicate_of TEXT,                                 -- number of the other ticket
    author_id    TEXT NOT NULL REFERENCES app_user (id),
    author_name  TEXT NOT NULL,                        -- as it was then
    author_role  TEXT NOT NULL,
    request_id   TEXT,                                 -- of a student's answer, as in ticket
    at_ms        BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, sequence),
    UNIQUE (author_id, request_id)
);

-- A PDF. Staged by an upload, then claimed by a ticket's event; staged ones that nobody claims expire.
CREATE TABLE attachment (
    id         TEXT PRIMARY KEY,
    owner_id   TEXT NOT NULL REFERENCES app_user (id),
    file_name  TEXT NOT NULL,
    bytes      BIGINT NOT NULL,
    sha256     TEXT NOT NULL,                          -- hex; compared on each read, for SQLite does not notice damage in a BLOB
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT,                                 -- null once claimed
    ticket_id  TEXT REFERENCES ticket (id),            -- null while staged
    event      BIGINT,                                 -- ticket_event.sequence it came with
    position   BIGINT                                  -- order within the event
);
CREATE INDEX attachment_ticket ON attachment (ticket_id, event, position);
CREATE INDEX attachment_staged ON attachment (owner_id, expires_ms) WHERE expires_ms IS NOT NULL;
CREATE INDEX attachment_expiry ON attachment (expires_ms) WHERE expires_ms IS NOT NULL;

-- The bytes apart from their description, so that listing never pages through them.
CREATE TABLE attachment_content (
    attachment_id TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
    content       BYTEA NOT NULL
);

-- How many tickets there are, kept in the transaction that files or changes one: counting rows would cost a scan.
CREATE TABLE ticket_count (
    department TEXT NOT NULL REFERENCES department (id),
    service    TEXT NOT NULL REFERENCES service (id),
    status     TEXT NOT NULL,
    tickets    BIGINT NOT NULL,
    PRIMARY KEY (department, service, status)
);

-- Mail to be sent, written in the transaction that causes it: no ticket without its mail and no mail without its ticket.
CREATE TABLE outbox (
    id              TEXT PRIMARY KEY,                  -- also the local part of Message-ID, so a repeat is recognisable
    recipient       TEXT NOT NULL,
    recipient_name  TEXT NOT NULL,
    subject         TEXT NOT NULL,
    body            TEXT NOT NULL,
    state           TEXT NOT NULL,                     -- waiting, sent, failed
    attempts        BIGINT NOT NULL,                   -- counted before each try
    created_ms      BIGINT NOT NULL,
    next_attempt_ms BIGINT NOT NULL,                   -- while being sent: when another worker may take over
    last_error      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_due ON outbox (next_attempt_ms) WHERE state = 'waiting';
