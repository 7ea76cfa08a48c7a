-- The battle pass: seasons with levels, how much pass XP each player has, and what he took of it.

create table pass_seasons (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- one more with every change; an editor names the one he saw
  revision integer not null check (revision >= 1),
  -- what is in force: set by a publication, and fixed once the season has begun
  live_version integer,
  starts_at timestamptz,
  ends_at timestamptz,
  -- since when everything that was earned in it is handed out
  settled_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint pass_seasons_window check (
    (live_version is null and starts_at is null and ends_at is null and settled_at is null)
    or (live_version is not null and starts_at < ends_at and (settled_at is null or settled_at >= ends_at))),
  constraint pass_seasons_apart exclude using gist (tstzrange(starts_at, ends_at) with &&) where (live_version is not null)
);
grant select, insert, update on pass_seasons to casino_app;

create table pass_versions (
  season text not null references pass_seasons (id),
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'published')),
  body json not null,
  -- what the counting of events looks at
  play_xp bigint not null generated always as ((body #>> '{xp,play}')::bigint) stored check (play_xp >= 0),
  play_xp_a_day bigint not null generated always as ((body #>> '{xp,playADay}')::bigint) stored check (play_xp_a_day >= 0),
  mission_xp bigint not null generated always as ((body #>> '{xp,mission}')::bigint) stored check (mission_xp >= 0),
  streak_xp bigint not null generated always as ((body #>> '{xp,streakDay}')::bigint) stored check (streak_xp >= 0),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  primary key (season, version),
  constraint pass_versions_published check ((status = 'published') = (published_at is not null))
);
create unique index pass_versions_one_draft on pass_versions (season) where status = 'draft';
alter table pass_seasons add foreign key (id, live_version) references pass_versions (season, version);
grant select, insert, update on pass_versions to casino_app;

-- What was published is what players were promised.
create function pass_versions_keep() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'a published version of a season never changes' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger pass_versions_keep before update on pass_versions for each row execute function pass_versions_keep();

-- Pass XP, counted from the events; it never falls.
create table pass_progress (
  season text not null references pass_seasons (id),
  user_id bigint not null references users (id),
  xp bigint not null check (xp >= 0),
  -- up to which of the player's events it is counted: the same events again change nothing
  last_seq bigint not null check (last_seq >= 1),
  primary key (season, user_id)
) with (fillfactor = 80);
grant select, insert, update, delete on pass_progress to casino_app;

-- Plays of a day of the club's zone: XP from play has a bound a day.
create table pass_days (
  season text not null references pass_seasons (id),
  user_id bigint not null references users (id),
  day date not null,
  plays bigint not null check (plays >= 1),
  primary key (season, user_id, day)
) with (fillfactor = 80);
grant select, insert, update, delete on pass_days to casino_app;

-- Who has the paid track, and the event that it was bought by.
create table pass_tracks (
  season text not null references pass_seasons (id),
  user_id bigint not null references users (id),
  seq bigint not null check (seq >= 1),
  price_gems bigint not null check (price_gems >= 1),
  primary key (season, user_id)
);
create trigger pass_tracks_append_only before update or delete or truncate on pass_tracks
  for each statement execute function refuse_change();
grant select, insert on pass_tracks to casino_app;

-- Rewards that were taken, each once.
create table pass_claims (
  season text not null references pass_seasons (id),
  user_id bigint not null references users (id),
  level smallint not null check (level >= 1),
  track text not null check (track in ('free', 'paid')),
  -- the event that paid them
  seq bigint not null check (seq >= 1),
  primary key (season, user_id, level, track)
);
create trigger pass_claims_append_only before update or delete or truncate on pass_claims
  for each statement execute function refuse_change();
grant select, insert on pass_claims to casino_app;

-- Pass XP for those who are behind: at most one a player and ISO week, used once before it ends.
create table pass_coupons (
  id bigint generated always as identity primary key,
  season text not null references pass_seasons (id),
  user_id bigint not null references users (id),
  iso_week text not null check (iso_week ~ '^[0-9]{4}-W[0-9]{2}$'),
  xp bigint not null check (xp >= 1),
  granted_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > granted_at),
  -- the event that it was used by
  used_seq bigint check (used_seq >= 1),
  unique (user_id, iso_week)
);
create index pass_coupons_season on pass_coupons (season, user_id);
grant select, insert, update, delete on pass_coupons to casino_app;
