create table holiday (
  day     date    primary key,
  working boolean not null,
  name    text    not null
);
