-- The engine's own query for several candidate groups is 45 times slower without it at 300,000 tasks.
create index anlan_identitylink_group on act_ru_identitylink (group_id_, type_, task_id_);
