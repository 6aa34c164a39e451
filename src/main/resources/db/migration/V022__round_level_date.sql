create table round_level_date (
  round_id bigint not null references round (id),
  level varchar(16) not null,
  closes_on date not null,
  primary key (round_id, level)
);
