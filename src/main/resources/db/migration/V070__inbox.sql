-- One row per open task, written in the transaction that opens it.
create table inbox_task (
  id varchar(64) primary key,
  task_key varchar(64) not null,
  name varchar(100) not null,
  number varchar(32),
  batch varchar(32),
  community_code varchar(12),
  community text not null,
  level varchar(16) not null,
  office varchar(12) not null,
  department varchar(32),
  candidate_group varchar(64) not null,
  assignee varchar(64),
  returned boolean not null,
  created_at timestamptz not null,
  due_at timestamptz
);
create index inbox_task_group on inbox_task (candidate_group, due_at, id) where assignee is null;
create index inbox_task_assignee on inbox_task (assignee, due_at, id) where assignee is not null;
create index inbox_task_office on inbox_task (office, due_at, id);
create index inbox_task_number on inbox_task (number);
create index inbox_task_batch on inbox_task (batch) where batch is not null;
create index inbox_task_community on inbox_task (community_code, due_at, id);

create table inbox_done (
  id varchar(64) primary key,
  task_key varchar(64) not null,
  name varchar(100) not null,
  number varchar(32),
  batch varchar(32),
  community_code varchar(12),
  community text not null,
  level varchar(16) not null,
  office varchar(12) not null,
  department varchar(32),
  candidate_group varchar(64) not null,
  completed_by varchar(64) not null,
  created_at timestamptz not null,
  due_at timestamptz,
  completed_at timestamptz not null,
  decision varchar(32)
);
create index inbox_done_person on inbox_done (completed_by, completed_at desc, id);
