-- A return that is taken back brings the one before it into view again.
alter table reopened add column round integer not null default 1;
alter table reopened drop constraint reopened_pkey;
alter table reopened add primary key (number, round, target);
