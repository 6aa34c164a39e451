-- Which stop writes the official score is the policy's answer at submission, like the route itself.
alter table application_stop add column scoring boolean not null default false;
update application_stop s set scoring = true
where s.included and s.level = (
  select case when bool_or(o.level = 'DISTRICT') then 'DISTRICT' else 'CITY' end
  from application_stop o where o.number = s.number and o.included);
