-- Confirmed addresses, mail preferences, links in mail, browsers that are known, limits, and mail that belongs to a ticket.

ALTER TABLE app_user ADD COLUMN verified_ms BIGINT;                           -- when the address was confirmed; null = not yet
ALTER TABLE app_user ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';           -- IANA name; empty = the desk's own
ALTER TABLE app_user ADD COLUMN notifications TEXT NOT NULL DEFAULT 'every_update'; -- Notifications
ALTER TABLE app_user ADD COLUMN deleted_ms BIGINT;                            -- the row stays for its tickets, without personal data
UPDATE app_user SET verified_ms = created_ms;                                 -- accounts from before there was a confirmation

ALTER TABLE session ADD COLUMN idle_ms BIGINT NOT NULL DEFAULT 0;             -- ends after this long without use; 0 = never
ALTER TABLE session ADD COLUMN last_used_ms BIGINT NOT NULL DEFAULT 0;        -- moved at most once a minute
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';              -- in words, to recognise it by
UPDATE session SET last_used_ms = created_ms;
CREATE INDEX "session_user" ON session (user_id);

-- The secret of a link in a mail. A new one of the same purpose replaces the old one; using it deletes it.
CREATE TABLE account_token (
    user_id    TEXT NOT NULL REFERENCES app_user (id),
    purpose    TEXT NOT NULL,                          -- confirm_email, reset_password
    token_hash TEXT NOT NULL UNIQUE,                   -- SHA-256 in hex; 256 random bits need no salt
    email      TEXT NOT NULL,                          -- the address that it was sent to
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (user_id, purpose)
);
CREATE INDEX account_token_expiry ON account_token (expires_ms);

-- Browsers in which somebody has signed in before: they keep their own count of failures, so that strangers who try
-- passwords cannot lock a person out.
CREATE TABLE known_browser (
    token_hash   TEXT NOT NULL,                        -- SHA-256 in hex of the cookie's value
    user_id      TEXT NOT NULL REFERENCES app_user (id),
    last_used_ms BIGINT NOT NULL,
    PRIMARY KEY (user_id, token_hash)
);
CREATE INDEX known_browser_use ON known_browser (last_used_ms);

-- How often something has happened lately. In the database, so that a restart forgives nothing.
CREATE TABLE rate (
    bucket         TEXT PRIMARY KEY,                   -- what is counted, of whom
    events         BIGINT NOT NULL,
    window_ends_ms BIGINT NOT NULL                     -- when it begins again at 0
);
CREATE INDEX rate_window ON rate (window_ends_ms);

-- Proofs of work that have been used, until they would have expired anyway.
CREATE TABLE used_challenge (
    challenge  TEXT PRIMARY KEY,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX used_challenge_expiry ON used_challenge (expires_ms);

-- Mail about a ticket: the ticket shows what could not be delivered.
ALTER TABLE outbox ADD COLUMN ticket_id TEXT REFERENCES ticket (id);
ALTER TABLE outbox ADD COLUMN event BIGINT;            -- ticket_event.sequence
-- Of mail that was sent only that it was is kept from now on.
UPDATE outbox SET recipient = '', recipient_name = '', subject = '', body = '' WHERE state = 'sent';
CREATE INDEX outbox_failed ON outbox (ticket_id, event) WHERE state = 'failed';
