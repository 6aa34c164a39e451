-- Who last saved each part of the sheet, and when: people who write at once see one another.
alter table condition_answer
  add column answered_by varchar(64),
  add column answered_at timestamptz;
alter table application
  add column profile_version integer not null default 0,
  add column profile_by varchar(64),
  add column profile_at timestamptz;
