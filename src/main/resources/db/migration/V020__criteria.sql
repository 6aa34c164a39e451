-- A version never changes once it is stored; a running file keeps the one it started with.
create table criteria_version (
  id varchar(64) primary key,
  name text not null,
  content jsonb not null,
  imported_at timestamptz not null
);
