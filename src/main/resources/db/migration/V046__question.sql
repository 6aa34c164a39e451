-- Questions to the community that return nothing, with their answers.
create table question (
  id bigint generated always as identity primary key,
  number varchar(32) not null references application (number),
  asked_by varchar(64) not null,
  office varchar(12),
  asked_at timestamptz not null,
  text text not null,
  answer text,
  answered_by varchar(64),
  answered_at timestamptz
);
create index question_number on question (number, id);
