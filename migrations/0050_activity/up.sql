-- What players' apps say that they did, and what of it is counted by player and day.

-- Nothing that money depends on: the client's word, kept beside the server's time. A partition a month, so that an old
-- month can be dropped whole.
create table user_actions (
  id bigint generated always as identity,
  user_id bigint not null,
  -- made by the client before it sends; the same one is taken once in this month and the one before
  event_id uuid not null,
  type text not null check (length(type) between 1 and 64),
  -- when it happened, by the client's clock
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  props jsonb not null check (jsonb_typeof(props) = 'object')
) partition by range (received_at);
-- Each partition has a unique index on (user_id, event_id): what makes an event count once.
create table user_actions_default partition of user_actions default;
create unique index user_actions_default_once on user_actions_default (user_id, event_id);
create index user_actions_default_received on user_actions_default using brin (received_at);

-- Makes the partitions of months from the one of a day on; those that are there, and months whose rows already fell to
-- the default partition, are left alone. Gives the number made. Runs with its owner's rights.
create function ensure_action_partitions(first_day date, months integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m date;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_action_partitions'));
  for m in select (date_trunc('month', first_day) + make_interval(months => i))::date from generate_series(0, months - 1) as i loop
    part := 'user_actions_' || to_char(m, 'YYYYMM');
    if to_regclass(part) is not null then continue; end if;
    if exists (select from user_actions_default where received_at >= m::timestamp at time zone 'UTC'
      and received_at < (m + interval '1 month') at time zone 'UTC') then continue; end if;
    execute format('create table %I partition of user_actions for values from (%L) to (%L)',
      part, m::timestamp at time zone 'UTC', (m + interval '1 month') at time zone 'UTC');
    execute format('create unique index %I on %I (user_id, event_id)', part || '_once', part);
    execute format('create index %I on %I using brin (received_at)', part || '_received', part);
    made := made + 1;
  end loop;
  return made;
end $$;
-- The counters of one player's own words, ever.
create table user_activity (
  user_id bigint primary key references users (id),
  roulette_plays bigint not null default 0 check (roulette_plays >= 0),
  dice_plays bigint not null default 0 check (dice_plays >= 0),
  lottery_plays bigint not null default 0 check (lottery_plays >= 0),
  -- seconds
  total_play_duration bigint not null default 0 check (total_play_duration >= 0),
  last_bonus_used_at timestamptz,
  -- when an admin's figures of deposits last grew
  last_charge_at timestamptz,
  updated_at timestamptz not null
) with (fillfactor = 80);

-- What each player did on each local day of the club: his app's actions as they come, the rest by a reader of events.
create table player_days (
  user_id bigint not null,
  day date not null,
  actions integer not null default 0 check (actions >= 0),
  play_seconds integer not null default 0 check (play_seconds >= 0),
  -- he did something that is an event of his
  was_there boolean not null default false,
  plays integer not null default 0 check (plays >= 0),
  -- between midnight and five in the morning
  night_plays integer not null default 0 check (night_plays between 0 and plays),
  -- coins; pulls are paid in gems
  wagered bigint not null default 0 check (wagered >= 0),
  won bigint not null default 0 check (won >= 0),
  purchases integer not null default 0 check (purchases >= 0),
  -- Korean won, and what of it was paid back on this day, of whichever purchase
  spent_won bigint not null default 0 check (spent_won >= 0),
  refunded_won bigint not null default 0 check (refunded_won >= 0),
  spent_gems bigint not null default 0 check (spent_gems >= 0),
  primary key (user_id, day)
) with (fillfactor = 85);
create index player_days_day on player_days (day);

-- Who came to the club's pages, from where; no address, no name.
create table site_visits (
  day date not null,
  visitor uuid not null,
  source text not null check (length(source) between 1 and 64),
  medium text not null check (length(medium) <= 64),
  campaign text not null check (length(campaign) <= 64),
  path text not null check (length(path) between 1 and 200),
  user_id bigint references users (id),
  visited_at timestamptz not null,
  primary key (day, visitor, source, medium, campaign)
);

create index site_visits_user on site_visits (user_id) where user_id is not null;

grant select, insert, delete on user_actions, user_actions_default to casino_app;
grant select, insert, update, delete on user_activity, player_days, site_visits to casino_app;
grant execute on function ensure_action_partitions(date, integer) to casino_app;
