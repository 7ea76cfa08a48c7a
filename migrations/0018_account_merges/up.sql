-- Who made two accounts one, and why. Nothing has written merges before.

alter table account_merges add column merged_by bigint not null references admin_users (id);
alter table account_merges add column reason text not null check (length(reason) between 5 and 500);
-- how many sessions of the closed account it ended
alter table account_merges add column sessions integer not null check (sessions >= 0);
create trigger account_merges_append_only before update or delete or truncate on account_merges
  for each statement execute function refuse_change();
