create table application (
  number varchar(32) primary key,
  round_id bigint not null references round (id),
  tier varchar(16) not null,
  year integer not null,
  community_code varchar(12) not null,
  community_name text not null,
  province varchar(12) not null,
  criteria_version varchar(64) not null,
  policy_version varchar(64) not null,
  threshold numeric(5, 1) not null,
  status varchar(16) not null,
  level varchar(16) not null,
  office varchar(12),
  attempt integer not null,
  pass integer not null,
  statement text,
  response text,
  profile jsonb not null,
  opened_by varchar(64) not null,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  changed_at timestamptz not null,
  lock_version bigint not null,
  unique (round_id, community_code)
);
create index application_status on application (status, level, number);
create index application_community on application (community_code);

-- The route as it stood at submission: a later change of the divisions moves no running file.
create table application_stop (
  number varchar(32) not null references application (number),
  level varchar(16) not null,
  office varchar(12) not null,
  included boolean not null,
  primary key (number, level)
);

-- Who may see the file: 'community:<code>', 'office:<code>', 'department:<kind>:<office>', 'body:<body>'.
create table application_reader (
  number varchar(32) not null references application (number),
  reader varchar(64) not null,
  primary key (reader, number)
);
create index application_reader_number on application_reader (number);

-- Which part each person has played; nobody plays two on one file.
create table application_hand (
  number varchar(32) not null references application (number),
  person_id varchar(64) not null,
  part varchar(16) not null,
  primary key (number, person_id)
);

create table condition_answer (
  number varchar(32) not null references application (number),
  no integer not null,
  met boolean,
  explanation text,
  version integer not null,
  primary key (number, no)
);

create table score (
  number varchar(32) not null references application (number),
  item varchar(16) not null,
  stage varchar(16) not null,
  points numeric(5, 1),
  reason text,
  version integer not null,
  scored_by varchar(64) not null,
  scored_at timestamptz not null,
  primary key (number, stage, item)
);

-- What a return has opened again: 'item/1.3.1' or 'condition/3', until the correction is handed in.
create table reopened (
  number varchar(32) not null references application (number),
  target varchar(32) not null,
  reason text not null,
  changed_at timestamptz,
  primary key (number, target)
);
