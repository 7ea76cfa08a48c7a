-- What the club does by itself is audited like what an admin does: such a row names no admin.
alter table admin_audit_logs alter column admin_id drop not null;

-- Plays of all players by time. A block range index: rows come in order of time, so it is tiny and costs a spin nothing.
create index player_events_time on player_events using brin (occurred_at) with (pages_per_range = 32, autosummarize = on);

-- When a draft shall come into force, and until when; after that the table it replaced comes back. A version is never
-- deleted, so no foreign key says that it is there.
create table odds_schedules (
  id bigint generated always as identity primary key,
  game text not null,
  version integer not null,
  -- the draft as it was when it was decided; another content is not published
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  publish_at timestamptz not null,
  retire_at timestamptz check (retire_at > publish_at),
  status text not null check (status in ('waiting', 'in_force', 'done', 'refused', 'overtaken', 'cancelled')),
  reason text not null,
  created_by text not null,
  created_at timestamptz not null,
  -- what was in force before; null where the game was closed
  replaced_version integer,
  -- why it was refused
  refusal text,
  settled_at timestamptz
);
create unique index odds_schedules_open on odds_schedules (game, version) where status in ('waiting', 'in_force');
create index odds_schedules_game on odds_schedules (game, id);
grant select, insert, update on odds_schedules to casino_app;
