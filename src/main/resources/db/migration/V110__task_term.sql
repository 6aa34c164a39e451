-- How the due date of an open task was reckoned; without one, the task keeps its date for ever.
create table task_term (
  task_id varchar(64) primary key references inbox_task (id) on delete cascade,
  from_day date not null,
  days integer not null,
  -- The division whose calendar counts.
  territory varchar(12) not null
);
create index task_term_reckoning on task_term (from_day, days, territory);

-- The same for a consultation; its timer outlives a term that was lengthened.
alter table department_opinion add column from_day date;
alter table department_opinion add column days integer;
alter table department_opinion add column territory varchar(12);
create index department_opinion_waiting on department_opinion (from_day, days, territory)
  where stance is null and waived_reason is null;

-- Every date that follows the calendar.
create view reckoning as
  select t.task_id, i.number, t.from_day, t.days, t.territory, i.due_at
  from task_term t join inbox_task i on i.id = t.task_id
  union all
  select null, number, from_day, days, territory, due_at from department_opinion
  where stance is null and waived_reason is null and from_day is not null;
