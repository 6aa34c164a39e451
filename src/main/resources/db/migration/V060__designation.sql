create table designation (
  id bigint generated always as identity primary key,
  round_id bigint not null references round (id),
  tier varchar(16) not null,
  year integer not null,
  office varchar(12) not null,
  state varchar(16) not null,
  document_number varchar(100),
  named_on date,
  opened_by varchar(64) not null,
  opened_at timestamptz not null
);

create table designation_file (
  designation_id bigint not null references designation (id),
  number varchar(32) not null references application (number),
  state varchar(16) not null,
  objection text,
  primary key (designation_id, number)
);
-- A file stands in one open batch at most.
create unique index designation_file_open on designation_file (number) where state = 'PENDING';

create table co_signature (
  designation_id bigint not null references designation (id),
  body varchar(16) not null,
  decision varchar(16) not null,
  opinion text,
  signed_by varchar(64) not null,
  signed_at timestamptz not null,
  primary key (designation_id, body)
);

-- The registry of named communities.
create table naming (
  number varchar(32) primary key references application (number),
  community_code varchar(12) not null,
  community_name text not null,
  tier varchar(16) not null,
  year integer not null,
  document_number varchar(100) not null,
  named_on date not null
);
create index naming_community on naming (community_code);
