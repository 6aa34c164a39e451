-- What the auditor asks: one chain, one person, one kind of act, always the latest first.
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_actor on audit_entry (actor, at desc, id desc);
create index audit_entry_action on audit_entry (action, at desc, id desc);
create index audit_entry_chain_at on audit_entry (chain, at desc, id desc);
