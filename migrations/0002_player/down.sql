drop function ensure_event_partitions(date, integer);
drop table game_processes;
drop table fairness_seeds;
drop table ledger_entries;
drop table player_commands;
drop table player_events;
drop table players;
drop function refuse_change();
-- Rights given on the tables of the migration before; the role itself is the cluster's and may serve other databases.
revoke all on users, admin_users, invite_codes, invite_uses, sessions, refresh_tokens, login_failures from casino_app;
revoke usage on schema public from casino_app;
