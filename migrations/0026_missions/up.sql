-- Missions: what there is to do within a day or a week, and how far each player is.

create table missions (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- stays as it is for good: a day's progress and a week's are counted in different windows
  period text not null check (period in ('daily', 'weekly')),
  -- one more with every change; an editor names the one he saw
  revision integer not null check (revision >= 1),
  created_at timestamptz not null,
  changed_at timestamptz not null
);
grant select, insert, update on missions to casino_app;

create table mission_versions (
  mission text not null references missions (id),
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'published')),
  body json not null,
  -- what the counting of events looks at
  counts text not null generated always as (body ->> 'counts') stored
    check (counts in ('PLAYS', 'WINS', 'COINS_WON', 'GACHA_PULLS', 'PURCHASES', 'ITEMS_USED', 'ACTIVE_DAYS')),
  game text generated always as (body ->> 'game') stored,
  target bigint not null generated always as ((body ->> 'target')::bigint) stored check (target between 1 and 1000000000000),
  enabled boolean not null generated always as ((body ->> 'enabled')::boolean) stored,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- in force from then until the next version is published
  published_at timestamptz,
  primary key (mission, version),
  constraint mission_versions_published check ((status = 'published') = (published_at is not null))
);
create unique index mission_versions_one_draft on mission_versions (mission) where status = 'draft';
grant select, insert, update on mission_versions to casino_app;

-- What was published is what players began with.
create function mission_versions_keep() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'a published version of a mission never changes' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger mission_versions_keep before update on mission_versions for each row execute function mission_versions_keep();

-- A row begins with the first event that counts, in the version that was in force then, and keeps that version.
create table mission_progress (
  user_id bigint not null references users (id),
  -- the first day of its window, in the club's zone: the day itself, or a Monday
  began date not null,
  mission text not null,
  version integer not null,
  target bigint not null check (target >= 1),
  progress bigint not null check (progress between 1 and target),
  -- up to which of the player's events it is counted: the same events again change nothing
  last_seq bigint not null check (last_seq >= 1),
  last_day date not null,
  done_at timestamptz,
  -- the event that paid its rewards
  claimed_seq bigint,
  primary key (user_id, began, mission),
  foreign key (mission, version) references mission_versions (mission, version),
  constraint mission_progress_done check ((done_at is not null) = (progress = target)),
  constraint mission_progress_claimed check (claimed_seq is null or done_at is not null)
) with (fillfactor = 80);
create index mission_progress_windows on mission_progress (mission, began);
grant select, insert, update, delete on mission_progress to casino_app;
