-- What this database has been given once: reference data by content hash, the demo flag.
create table installation (
  key   varchar(64) primary key,
  value text        not null
);
