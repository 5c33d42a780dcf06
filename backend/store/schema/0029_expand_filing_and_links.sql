-- Staff finds a student by the registration number, which is what people read out on the phone.
CREATE INDEX app_user_registration ON app_user (lower(registration_number)) WHERE registration_number <> '';

-- Tickets that staff has linked because they have to do with each other; a row in each direction.
CREATE TABLE ticket_link (
    ticket_id TEXT NOT NULL REFERENCES ticket (id),
    other_id  TEXT NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (ticket_id, other_id)
);
