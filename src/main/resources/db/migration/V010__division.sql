create table division (
  code            varchar(12) primary key check (code ~ '^[0-9]{12}$'),
  name            text        not null,
  kind            integer     not null check (kind between 0 and 5),
  parent_code     varchar(12) references division deferrable initially deferred,
  administered_by varchar(12) references division deferrable initially deferred
);
create index division_parent on division (parent_code);

create table office (
  code   varchar(12) primary key check (code ~ '^[0-9]{12}$'),
  name   text        not null,
  level  varchar(16) not null,
  active boolean     not null
);

create table office_division (
  office_code   varchar(12) not null references office,
  division_code varchar(12) not null references division,
  primary key (office_code, division_code)
);
create index office_division_division on office_division (division_code);

create table office_department (
  office_code varchar(12) not null references office,
  kind        varchar(32) not null,
  primary key (office_code, kind)
);
