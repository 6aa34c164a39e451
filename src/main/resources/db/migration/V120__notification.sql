-- Whoever wants to be told outside of Anlan, and how; who has never asked for it has no row.
create table notification_person (
  username varchar(64) primary key references account,
  email    varchar(254),
  language varchar(2) not null
);

-- What somebody has chosen other than by default.
create table notification_choice (
  username varchar(64) not null references notification_person,
  kind     varchar(16) not null,
  channel  varchar(16) not null,
  timing   varchar(16) not null,
  primary key (username, kind, channel)
);

-- One message to one person by one channel, written in the transaction that it tells of.
-- batch: the process instance that sends it; null while it waits for one.
create table notification_message (
  id         bigint generated always as identity primary key,
  uuid       uuid        not null default gen_random_uuid(),
  channel    varchar(16) not null,
  username   varchar(64) not null,
  kind       varchar(16) not null,
  facts      jsonb       not null,
  written_at timestamptz not null,
  state      varchar(16) not null default 'PENDING',
  batch      bigint,
  attempts   integer     not null default 0,
  claimed_at timestamptz,
  ended_at   timestamptz,
  failure    varchar(500)
);
create index notification_message_open on notification_message (channel, batch, id)
  where state in ('PENDING', 'SENDING');
create index notification_message_state on notification_message (state, id desc);

create index notification_message_batch on notification_message (batch) where batch is not null;

create sequence notification_batch;

-- What an administrator has written in place of the shipped text.
create table notification_template (
  kind     varchar(16)   not null,
  language varchar(2)    not null,
  subject  varchar(200)  not null,
  text     varchar(4000) not null,
  primary key (kind, language)
);

-- Whose digest of which day is made, be it empty.
create table notification_digest (
  username varchar(64) not null,
  day      date        not null,
  primary key (username, day)
);

-- What a digest looks back upon.
create index notice_recipient_at on notice (recipient, at desc);
