-- What the club does by itself is audited like what an admin does: such a row names no admin.
alter table admin_audit_logs alter column admin_id drop not null;

-- Plays of all players by time. A block range index: rows come in order of time, so it is tiny and costs a spin nothing.
create index player_events_time on player_events using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);
