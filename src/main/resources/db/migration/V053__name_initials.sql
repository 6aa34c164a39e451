-- What communities that have applied are called, and the pinyin initials by which they are searched.
create table name_initials (
  name text primary key,
  initials text not null
);
create index name_initials_initials on name_initials (initials text_pattern_ops);
