-- Whom a task was handed to stands here too, and a user name may be as long.
alter table audit_entry alter column decision type varchar(64);
