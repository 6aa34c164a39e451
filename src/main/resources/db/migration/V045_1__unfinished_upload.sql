-- What is being sent piece by piece; the same file of the same person to the same place is one row.
create table unfinished_upload (
  id varchar(36) primary key,
  application_number varchar(32) not null references application (number),
  target varchar(32) not null,
  file_name text not null,
  caption text,
  size bigint not null,
  last_modified bigint not null,
  received bigint not null,
  username varchar(64) not null,
  touched_at timestamptz not null,
  unique (username, application_number, target, file_name, size, last_modified)
);
create index unfinished_upload_touched on unfinished_upload (touched_at);
