-- Each proposal, signature and confirmation: who decided what, at which level, in which pass.
create table review_decision (
  id bigint generated always as identity primary key,
  number varchar(32) not null references application (number),
  attempt integer not null,
  level varchar(16) not null,
  pass integer not null,
  task_key varchar(64) not null,
  decision varchar(16) not null,
  opinion text,
  returned_items text,
  seal varchar(64),
  decided_by varchar(64) not null,
  decided_at timestamptz not null
);
create index review_decision_file on review_decision (number, attempt, level, id);

-- One row per department and consultation; pass counts the consultations of a level.
create table department_opinion (
  id bigint generated always as identity primary key,
  number varchar(32) not null references application (number),
  attempt integer not null,
  level varchar(16) not null,
  pass integer not null,
  kind varchar(32) not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  stance varchar(16),
  opinion text,
  given_by varchar(64),
  given_at timestamptz,
  waived_reason text,
  unique (number, attempt, level, pass, kind)
);
