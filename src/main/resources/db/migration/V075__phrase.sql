-- What somebody writes again and again.
create table phrase (
  id bigint generated always as identity primary key,
  username varchar(64) not null,
  text varchar(200) not null,
  unique (username, text)
);
