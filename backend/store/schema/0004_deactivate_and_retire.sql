-- What an operator can take out of use without deleting what refers to it.

ALTER TABLE app_user ADD COLUMN deactivated_ms BIGINT; -- null while the account may be used
ALTER TABLE service ADD COLUMN retired_ms BIGINT;      -- null while new tickets may name it
