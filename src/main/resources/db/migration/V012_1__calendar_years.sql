-- notice: the year whose notice names the day; the one of a year may name last days of the year before.
alter table holiday add column notice integer;
update holiday set notice = extract(year from day);
alter table holiday alter column notice set not null;
create index holiday_notice on holiday (notice);

-- A year whose notice is known. What an administrator has uploaded, the shipped table leaves alone.
create table calendar_year (
  year integer primary key,
  uploaded boolean not null
);
insert into calendar_year (year, uploaded) select distinct notice, false from holiday;

-- A day that one division, with everything below it, has otherwise: free or worked by order.
create table local_day (
  id bigint generated always as identity primary key,
  day date not null,
  territory varchar(12) not null references division,
  working boolean not null,
  reason text not null,
  unique (day, territory)
);
