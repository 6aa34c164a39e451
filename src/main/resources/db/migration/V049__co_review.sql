-- Colleagues who are asked for their view of one task (加签); nothing waits for them.
create table co_review (
  id          bigint generated always as identity primary key,
  number      varchar(32) not null references application (number),
  task_id     varchar(64) not null,
  username    varchar(64) not null,
  asked_by    varchar(64) not null,
  asked_at    timestamptz not null,
  question    text not null,
  opinion     text,
  answered_at timestamptz,
  unique (task_id, username)
);
create index co_review_open on co_review (username) where answered_at is null;
create index co_review_number on co_review (number);
