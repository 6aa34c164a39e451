-- What a reviewer means to return, item by item, until the review is decided.
create table return_basket (
  number varchar(32) not null references application (number),
  item varchar(16) not null,
  reason text not null,
  noted_by varchar(64) not null,
  primary key (number, item)
);
