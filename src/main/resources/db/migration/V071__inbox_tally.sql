-- How many tasks each holder has open: the unassigned ones of a group, those of a person, all of an
-- office, all of a community; so that a count does not grow with what it counts.
create table inbox_tally (
  holder varchar(80) not null,
  due_at timestamptz not null,
  returned boolean not null,
  open bigint not null,
  primary key (holder, due_at, returned)
) with (fillfactor = 50);

insert into inbox_tally (holder, due_at, returned, open)
select holder, coalesce(due_at, 'infinity'), returned, count(*)
from inbox_task cross join lateral (values
    (case when assignee is null then 'group:' || candidate_group else 'person:' || assignee end),
    ('office:' || office),
    ('community:' || community_code)) as holders (holder)
where holder is not null
group by 1, 2, 3;

-- The other orders in which a list may be asked for.
create index inbox_task_group_created on inbox_task (candidate_group, created_at, id)
  where assignee is null;
create index inbox_task_group_community on inbox_task (candidate_group, community, id)
  where assignee is null;
create index inbox_task_office_created on inbox_task (office, created_at, id);
create index inbox_task_office_community on inbox_task (office, community, id);
