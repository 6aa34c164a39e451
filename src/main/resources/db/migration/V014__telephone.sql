-- Calling is the most frequent act of all: the number of whoever holds a file, or of the office.
alter table account add column telephone varchar(20);
alter table office add column telephone varchar(20);
