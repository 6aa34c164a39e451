-- Which files an office visits, where the policy has it draw: the seed, the list and what came out
-- stay, so that anybody can draw again.
create table visit_draw (
  id bigint generated always as identity primary key,
  round_id bigint not null references round (id),
  office varchar(12) not null,
  seed varchar(64) not null,
  ratio integer not null,
  minimum integer not null,
  must text not null,
  -- How many had been selected by earlier draws of this round and office, out of how many.
  selected_before integer not null,
  drawn_before integer not null,
  -- How many the list has, and how many of them are visited.
  files integer not null,
  selected integer not null,
  drawn_at timestamptz not null
);
create index visit_draw_round on visit_draw (round_id, office, id);
create index visit_draw_office on visit_draw (office, id);

create table visit_draw_file (
  draw_id bigint not null references visit_draw,
  number varchar(32) not null references application (number),
  attempt integer not null,
  place integer not null,
  -- null, or why it is visited whatever is drawn: FIRST, DIFFERENCE, COMPLAINT.
  must varchar(16),
  selected boolean not null,
  primary key (draw_id, number)
);
create index visit_draw_file_number on visit_draw_file (number, attempt);
create index visit_draw_file_place on visit_draw_file (draw_id, place);

-- A verification on the spot (核查): one row from the first team to the verdict.
create table visit (
  id bigint generated always as identity primary key,
  number varchar(32) not null references application (number),
  attempt integer not null,
  level varchar(16) not null,
  office varchar(12) not null,
  -- FORMING, INVITING, VISITING, CONCLUDING, RECTIFYING, CHECKING, then PASSED, FAILED or CANCELLED.
  state varchar(16) not null,
  planned_on date not null,
  leader varchar(64) not null references account (username),
  rounds integer not null default 0,
  report text,
  opened_at timestamptz not null,
  concluded_at timestamptz,
  closed_at timestamptz
);
create unique index visit_open on visit (number) where closed_at is null;
create index visit_number on visit (number, attempt, level, id);
create index visit_office on visit (office, planned_on, id);

create table visit_member (
  visit_id bigint not null references visit,
  username varchar(64) not null references account,
  -- INVITED, ACCEPTED, DECLINED, RECUSED, LATE (did not answer), REPLACED, VISITED, ABSENT.
  state varchar(16) not null,
  invited_at timestamptz not null,
  answer_due_at timestamptz not null,
  answered_at timestamptz,
  reason text,
  substitute varchar(64),
  finished_at timestamptz,
  remark text,
  primary key (visit_id, username)
);
create index visit_member_username on visit_member (username, visit_id);

-- The member's own points of an item, given before the earlier ones were shown.
create table visit_score (
  visit_id bigint not null references visit,
  username varchar(64) not null references account,
  item varchar(16) not null,
  points numeric(5, 1) not null,
  reason text,
  -- When the member first saved; the earlier points are shown from then on.
  scored_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (visit_id, username, item)
);

-- Ids are the browser's own: what is sent twice is stored once.
create table visit_finding (
  id uuid primary key,
  visit_id bigint not null references visit,
  username varchar(64) not null references account,
  item varchar(16),
  -- MINOR, MAJOR or VETO (一票否决); of what was removed before it arrived, only the id is kept.
  severity varchar(16) not null,
  text text not null,
  device_at timestamptz,
  recorded_at timestamptz not null,
  removed_at timestamptz,
  -- The community's answer to it, and whether the leader is content.
  response text,
  responded_by varchar(64),
  responded_at timestamptz,
  accepted boolean
);
create index visit_finding_visit on visit_finding (visit_id, recorded_at);

create table visit_photo (
  id uuid primary key,
  visit_id bigint not null references visit,
  username varchar(64) not null references account,
  -- null where it was removed before it arrived.
  evidence_id varchar(36) references evidence (id),
  finding_id uuid,
  item varchar(16),
  -- When and where: by the device, by the picture itself, and when it arrived here.
  device_at timestamptz,
  taken_at timestamptz,
  received_at timestamptz not null,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  accuracy numeric(9, 1),
  -- Marks that a reader should know: CLOCK, POSITION, PLACE, separated by blanks.
  marks varchar(64) not null default '',
  removed_at timestamptz
);
create index visit_photo_visit on visit_photo (visit_id, received_at);

-- 首次会议 OPENING, 文件验收 PAPERS, 现场验收 SITE, 沟通 EXCHANGE, 末次会议 CLOSING.
create table visit_minute (
  visit_id bigint not null references visit,
  section varchar(16) not null,
  text text not null,
  written_by varchar(64) not null,
  written_at timestamptz not null,
  version integer not null,
  primary key (visit_id, section)
);

create table visit_signature (
  visit_id bigint not null references visit,
  username varchar(64) not null references account,
  evidence_id varchar(36) not null references evidence (id),
  signed_at timestamptz not null,
  primary key (visit_id, username)
);

-- A complaint about a file, as an office noted it: such a file is visited whatever is drawn.
create table visit_complaint (
  id bigint generated always as identity primary key,
  number varchar(32) not null references application (number),
  office varchar(12) not null,
  words text not null,
  noted_by varchar(64) not null,
  noted_at timestamptz not null
);
create index visit_complaint_number on visit_complaint (number);
create index visit_complaint_office on visit_complaint (office, id);

-- Lists and calendars of those who read the files of many offices.
create index visit_day on visit (planned_on, id);

-- 'finding/<uuid>' is longer than any target before.
alter table evidence alter column target type varchar(64);
