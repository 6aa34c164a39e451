-- A community reads its files by the same rows as an office, so that a list walks one index for everybody.
insert into application_reader (number, reader)
select number, 'community:' || community_code from application
on conflict do nothing;

-- Counting a list reads this index alone.
drop index application_status;
create index application_status on application (status, level, number) include (community_code);
