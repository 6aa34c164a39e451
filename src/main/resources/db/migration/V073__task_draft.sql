-- What somebody has typed into a task's form and not yet sent.
create table task_draft (
  task_id varchar(64) not null references inbox_task (id) on delete cascade,
  username varchar(64) not null,
  fields jsonb not null,
  saved_at timestamptz not null,
  primary key (task_id, username)
);
