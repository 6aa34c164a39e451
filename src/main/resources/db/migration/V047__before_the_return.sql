-- What stood in an item or a condition when it was returned, to be read beside what stands there now.
alter table reopened add column reopened_at timestamptz;
alter table reopened add column points_before numeric(5, 1);
alter table reopened add column met_before boolean;
alter table reopened add column words_before text;
