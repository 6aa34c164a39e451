create table audit_entry (
  id bigint generated always as identity primary key,
  chain varchar(64) not null,
  seq integer not null,
  at timestamptz not null,
  actor varchar(64) not null,
  on_behalf_of varchar(64),
  office varchar(12),
  level varchar(16),
  action varchar(24) not null,
  decision varchar(32),
  opinion text,
  previous_hash char(64) not null,
  hash char(64) not null,
  unique (chain, seq)
);

-- Append only: by trigger for everybody, by privilege for the application's own user.
create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_no_change before update or delete on audit_entry
  for each row execute function audit_entry_is_append_only();
create trigger audit_entry_no_truncate before truncate on audit_entry
  for each statement execute function audit_entry_is_append_only();
revoke update, delete, truncate on audit_entry from current_user;
