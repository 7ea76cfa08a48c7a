-- Boards that are edited as data, and who is not shown by the player.

alter table boards
  -- not shown to players; counts all the same, so that it is whole when it is shown again
  add column enabled boolean not null default true,
  add column revision integer not null default 1 check (revision >= 1);
grant insert, update (position, enabled, revision) on boards to casino_app;

create index users_leaving_or_gone on users (id) where deletion_requested_at is not null;

-- The same as `hidden_from_boards` for one player, by keys: what stands in an answer is asked player by player.
create function is_hidden_from_boards(asked bigint, at_time timestamptz) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from board_optouts o where o.user_id = asked)
    or exists (select from board_removals r where r.user_id = asked)
    or exists (select from users u where u.id = asked and u.deletion_requested_at is not null)
    or exists (select from safe_play_players s
      where s.user_id = asked and (s.excluded_until is not null or s.paused_until > at_time))
    or exists (select from account_merges m where m.from_user_id = asked)
    or exists (select from user_bans b
      where b.user_id = asked and b.lifted_at is null and (b.until is null or b.until > at_time))
$$;
grant execute on function is_hidden_from_boards(bigint, timestamptz) to casino_app;

-- Cohorts of weekly boards: small groups by tier, of which the first go up a tier and the last go down.

create table cohort_terms (
  board_id text not null references boards (id),
  version integer not null check (version >= 1),
  body jsonb not null,
  reason text not null,
  created_by bigint references admin_users (id),
  created_at timestamptz not null,
  primary key (board_id, version)
);
create trigger cohort_terms_append_only before update or delete or truncate on cohort_terms
  for each statement execute function refuse_change();
grant select, insert on cohort_terms to casino_app;

-- A season keeps the terms that held when its first player was put into a cohort.
create table cohort_seasons (
  board_id text not null,
  starts_at timestamptz not null,
  terms_version integer not null,
  settled_at timestamptz,
  primary key (board_id, starts_at),
  foreign key (board_id, terms_version) references cohort_terms (board_id, version)
);
grant select, insert, update (settled_at) on cohort_seasons to casino_app;

-- How many are in a tier: the next one's cohort and place follow from it.
create table cohort_tiers (
  board_id text not null,
  starts_at timestamptz not null,
  tier smallint not null check (tier >= 1),
  members integer not null check (members >= 1),
  primary key (board_id, starts_at, tier),
  foreign key (board_id, starts_at) references cohort_seasons (board_id, starts_at)
);
grant select, insert, update (members) on cohort_tiers to casino_app;

create table cohort_members (
  board_id text not null,
  starts_at timestamptz not null,
  user_id bigint not null,
  tier smallint not null check (tier >= 1),
  number integer not null check (number >= 1),
  -- never more in a cohort than it has places
  place smallint not null,
  size smallint not null check (size between 2 and 200),
  primary key (board_id, starts_at, user_id),
  unique (board_id, starts_at, tier, number, place),
  constraint cohort_members_within_size check (place between 1 and size),
  foreign key (board_id, starts_at) references cohort_seasons (board_id, starts_at)
);
create index cohort_members_user on cohort_members (user_id);
grant select, insert on cohort_members to casino_app;

-- Where a player begins his next season; tier 1 without a row.
create table player_tiers (
  board_id text not null references boards (id),
  user_id bigint not null,
  tier smallint not null check (tier >= 1),
  primary key (board_id, user_id)
);
grant select, insert, update, delete on player_tiers to casino_app;

-- Who ended where; `coins` of his zone are paid once, `seq` being the event.
create table cohort_results (
  board_id text not null,
  starts_at timestamptz not null,
  user_id bigint not null,
  tier smallint not null,
  number integer not null,
  rank smallint not null check (rank >= 1),
  score bigint not null,
  zone text not null check (zone in ('promoted', 'stayed', 'demoted')),
  next_tier smallint not null check (next_tier >= 1),
  coins bigint not null check (coins between 0 and 1000000),
  seq bigint,
  primary key (board_id, starts_at, user_id),
  unique (board_id, starts_at, tier, number, rank),
  foreign key (board_id, starts_at, user_id) references cohort_members (board_id, starts_at, user_id)
);
create index cohort_results_user on cohort_results (user_id);
create index cohort_results_unpaid on cohort_results (user_id, board_id, starts_at) where seq is null and coins > 0;
grant select, insert, update (seq) on cohort_results to casino_app;
