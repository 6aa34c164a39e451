-- Whose delegated tasks go back when a person leaves an office.
create index inbox_task_owner on inbox_task (owner) where owner is not null;
