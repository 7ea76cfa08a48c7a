drop trigger account_merges_append_only on account_merges;
alter table account_merges drop column sessions;
alter table account_merges drop column reason;
alter table account_merges drop column merged_by;
