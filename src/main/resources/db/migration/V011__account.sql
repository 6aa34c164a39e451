create table account (
  username             varchar(64) primary key,
  person_id            varchar(64) not null,
  display_name         text        not null,
  password_hash        text        not null,
  active               boolean     not null,
  must_change_password boolean     not null,
  failed_logins        integer     not null,
  locked_until         timestamptz
);
create index account_person on account (person_id);

-- office is the community's code for COMMUNITY; kind is the department, the body or the expert's field.
create table account_role (
  username varchar(64) not null references account,
  role     varchar(32) not null,
  office   varchar(12),
  kind     varchar(32)
);
create index account_role_username on account_role (username);
create index account_role_group on account_role (role, office, kind);
create unique index account_role_once
  on account_role (username, role, coalesce(office, ''), coalesce(kind, ''));
