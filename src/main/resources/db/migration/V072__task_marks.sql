-- owner: who has delegated the task; the assignee acts on that person's behalf.
alter table inbox_task add column owner varchar(64);
alter table inbox_task add column nudged_at timestamptz;

-- Who has opened a task; a decision can be taken back until the next person has.
create table inbox_read (
  task_id varchar(64) not null references inbox_task (id) on delete cascade,
  username varchar(64) not null,
  read_at timestamptz not null,
  primary key (task_id, username)
);

create index inbox_done_number on inbox_done (number, completed_at);
