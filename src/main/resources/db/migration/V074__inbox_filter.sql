-- The views of the inbox that somebody has given a name.
create table inbox_filter (
  username varchar(64) not null,
  name varchar(30) not null,
  query varchar(500) not null,
  primary key (username, name)
);
