-- One row for each upload; equal bytes are stored once, under their hash.
create table evidence (
  id varchar(36) primary key,
  application_number varchar(32) not null references application (number),
  target varchar(32) not null,
  file_name text not null,
  caption text,
  media_type varchar(100) not null,
  size bigint not null,
  sha256 varchar(64) not null,
  uploaded_by varchar(64) not null,
  uploaded_at timestamptz not null,
  removed_at timestamptz
);
create index evidence_application on evidence (application_number, uploaded_at) where removed_at is null;
