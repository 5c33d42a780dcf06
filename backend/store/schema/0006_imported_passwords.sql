-- Accounts that still have the hash of the application before this one: whether there are any is asked at each failed
-- sign-in.
CREATE INDEX app_user_imported_password ON app_user (id) WHERE password_hash LIKE '$2%';
