-- A term that the round cuts short, and up to when its task was urged.
alter table task_term add column latest date;
alter table task_term add column urged_at timestamptz;
-- The engine's process in which the task is open. Tasks of before are drawn without the timer that
-- would urge them; nothing that lies behind them is made up for.
alter table task_term add column instance varchar(64);
update task_term t set instance = r.proc_inst_id_, urged_at = now()
  from act_ru_task r where r.id_ = t.task_id;
create index task_term_instance on task_term (instance);
alter table department_opinion add column latest date;

create or replace view reckoning as
  select t.task_id, i.number, t.from_day, t.days, t.territory, i.due_at, t.latest, i.batch
  from task_term t join inbox_task i on i.id = t.task_id
  union all
  select null, number, from_day, days, territory, due_at, latest, null from department_opinion
  where stance is null and waived_reason is null and from_day is not null;

-- Whether something about its deadline is open, which closes with the task.
alter table inbox_task add column watched boolean not null default false;

-- What somebody has to decide about the deadline of a task (期限处置).
create table deadline_case (
  id bigint generated always as identity primary key,
  kind varchar(16) not null check (kind in ('SUPERVISION', 'OVERDUE', 'EXTENSION')),
  number varchar(32) not null references application (number),
  -- The task that is late, or that needs longer, and the process in which it is open.
  about varchar(64) not null,
  task_key varchar(64) not null,
  office varchar(12) not null,
  -- Who decides.
  judge varchar(12) not null,
  instance varchar(64),
  task_id varchar(64) unique,
  opened_at timestamptz not null,
  asked_by varchar(64),
  days integer,
  reason varchar(2000),
  closed_at timestamptz,
  closed_by varchar(64),
  outcome varchar(16)
);
create index deadline_case_open on deadline_case (about, task_key) where closed_at is null;
create index deadline_case_instance on deadline_case (instance);

-- More time for all that an office has open on that day.
create table office_extension (
  id bigint generated always as identity primary key,
  office varchar(12) not null,
  days integer not null,
  reason varchar(2000) not null,
  tasks integer not null,
  granted_by varchar(64) not null,
  granted_at timestamptz not null
);
create index office_extension_office on office_extension (office, id);

-- Who governs whom, besides the tree.
create index division_administered on division (administered_by) where administered_by is not null;
