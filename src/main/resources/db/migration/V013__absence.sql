-- Who acts for whom, in which of a person's groups and on which days; kept when it is over.
create table absence (
  id              bigint generated always as identity primary key,
  username        varchar(64) not null references account,
  candidate_group varchar(64) not null,
  deputy          varchar(64) not null references account,
  from_day        date        not null,
  until_day       date        not null,
  reason          varchar(200) not null,
  check (deputy <> username)
);
create index absence_username on absence (username, until_day);
create index absence_deputy on absence (deputy, until_day);
