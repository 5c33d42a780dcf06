-- What only this version needs.

DROP INDEX ticket_owner_status;
