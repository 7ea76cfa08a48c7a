drop function is_hidden_from_boards(bigint, timestamptz);
drop index users_leaving_or_gone;
revoke insert, update (position, enabled, revision) on boards from casino_app;
alter table boards drop column enabled, drop column revision;
