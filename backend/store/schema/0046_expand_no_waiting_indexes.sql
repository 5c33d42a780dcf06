-- Since 0032 what waits is sorted by when it is late, so nobody has asked these since; each ticket that was filed, answered or
-- assigned changed four of them.
DROP INDEX ticket_waiting;
DROP INDEX ticket_waiting_new;
DROP INDEX ticket_waiting_answered;
DROP INDEX ticket_department_waiting;
DROP INDEX ticket_department_waiting_new;
DROP INDEX ticket_department_waiting_answered;
DROP INDEX ticket_department_waiting_priority;
DROP INDEX ticket_tag_waiting;
