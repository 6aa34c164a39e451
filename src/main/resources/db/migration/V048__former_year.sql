-- The last application of a community before a year.
create index application_former on application (community_code, tier, year desc);
