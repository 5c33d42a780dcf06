-- What would grow, or be used, for ever.

ALTER TABLE access_code ADD COLUMN uses_left BIGINT NOT NULL DEFAULT 50;      -- accounts that may still be opened with it
CREATE INDEX outbox_sent ON outbox (created_ms) WHERE state = 'sent';         -- deleted after 90 days
