-- The office's experts: one entry for each account that has the role EXPERT, kept by that office.
create table expert (
  username varchar(64) primary key references account,
  unit text,
  department varchar(32),
  -- Where the expert may be sent: the code of a division with everything below it.
  territory varchar(12) not null,
  qualification text,
  qualified_until date,
  -- ACTIVE, PAUSED or RETIRED.
  state varchar(16) not null,
  version integer not null
);
create index expert_territory on expert (territory varchar_pattern_ops, username);

create table expert_speciality (
  username varchar(64) not null references expert,
  speciality varchar(32) not null,
  primary key (username, speciality)
);

-- What ties the expert to a place: LIVES, WORKS, or WORKED until some day; place is the code of a
-- community or of its street.
create table expert_tie (
  id bigint generated always as identity primary key,
  username varchar(64) not null references expert,
  kind varchar(16) not null,
  place varchar(12) not null,
  until date
);
create index expert_tie_username on expert_tie (username);

-- Guidance on the spot (指导): whoever has advised a community may not verify it.
create table guidance (
  id bigint generated always as identity primary key,
  community_code varchar(12) not null,
  community_name text not null,
  office varchar(12) not null,
  username varchar(64) not null references account,
  guided_on date not null,
  notes text,
  recorded_by varchar(64) not null,
  recorded_at timestamptz not null
);
create unique index guidance_once on guidance (community_code, username, guided_on);
create index guidance_username on guidance (username, guided_on desc, id desc);
create index guidance_office on guidance (office, guided_on desc, id desc);
