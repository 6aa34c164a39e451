create table round (
  id bigint generated always as identity primary key,
  year integer not null,
  tier varchar(16) not null,
  name text not null,
  state varchar(16) not null,
  closes_on date not null,
  criteria_version varchar(64) not null references criteria_version (id),
  policy_version varchar(64) not null,
  threshold numeric(5, 1) not null,
  unique (year, tier)
);
