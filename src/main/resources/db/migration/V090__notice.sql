-- What people are told: one row for a community or a person, whoever reads it for them.
create table notice (
  id bigint generated always as identity primary key,
  recipient varchar(80) not null,
  at timestamptz not null,
  number varchar(64) not null,
  action varchar(24) not null,
  actor varchar(64) not null,
  words text
);
create index notice_recipient on notice (recipient, id desc);

-- The last one that each person has looked at.
create table notice_seen (
  username varchar(64) primary key,
  notice bigint not null
);
