-- What groups players are in, by which rules, and why.

-- What is known of each player, as of the last run. Columns are the facts of rules.
create table player_facts (
  user_id bigint primary key,
  as_of date not null,
  account_age_days integer not null,
  days_since_seen integer not null,
  active_days_7 integer not null,
  active_days_30 integer not null,
  active_days_90 integer not null,
  plays_30 bigint not null,
  wagered_30 bigint not null,
  play_minutes_30 bigint not null,
  night_share_30 integer,
  purchases_90 integer not null,
  spent_30 bigint not null,
  spent_90 bigint not null,
  spent_365 bigint not null,
  days_since_purchase integer,
  spend_growth bigint,
  deposits bigint not null,
  days_since_charge integer,
  recency_score integer,
  frequency_score integer,
  monetary_score integer,
  spend_percentile integer not null,
  expected_spend_84 bigint not null,
  vip_level integer not null,
  protections_90 integer not null
) with (fillfactor = 60);

-- Quantiles among those who paid, and the cells of expected spending: made once a run, so that all its pages go by the same.
create table segment_models (
  as_of date primary key,
  made_at timestamptz not null,
  payers bigint not null check (payers >= 0),
  -- upper ends of the percentiles of spending, and of the fifths of days since, number and amount of purchases
  percentiles bigint[] not null,
  recency_fifths bigint[] not null,
  frequency_fifths bigint[] not null,
  monetary_fifths bigint[] not null,
  cells jsonb not null,
  -- on weeks that the cells had not seen; null: there is no such history yet
  held_out jsonb
);

create table segment_dimensions (
  dimension text primary key check (dimension ~ '^[a-z][a-z0-9-]{1,31}$'),
  -- goes up with every change of its rules
  revision integer not null default 1 check (revision >= 1)
);
create table segment_rule_sets (
  dimension text not null references segment_dimensions (dimension),
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'approved')),
  rules json not null,
  changed_by bigint references admin_users (id),
  changed_at timestamptz not null,
  -- null: of the club's beginning
  approved_by bigint references admin_users (id),
  approved_at timestamptz,
  -- from this day's run on
  effective_on date,
  reason text,
  primary key (dimension, version),
  constraint segment_rule_sets_approved check ((status = 'draft') = (approved_at is null) and (approved_at is null) = (effective_on is null))
);
create unique index segment_rule_sets_draft on segment_rule_sets (dimension) where status = 'draft';

-- Where each player is; since the run that put him there. Without foreign keys, which would cost a run more than its work:
-- rows are made of users and of dimensions alone, by one statement, and neither is ever taken away.
create table player_segments (
  user_id bigint not null,
  dimension text not null,
  segment text not null,
  since timestamptz not null,
  version integer not null,
  overridden boolean not null,
  primary key (user_id, dimension)
) with (fillfactor = 80);
create index player_segments_members on player_segments (dimension, segment, user_id);

-- Every coming and going, in the order it was written.
create table segment_moves (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  dimension text not null,
  -- null: he was in none yet
  from_segment text,
  to_segment text not null,
  moved_at timestamptz not null,
  cause text not null check (cause in ('rules', 'override', 'override_end')),
  version integer not null,
  constraint segment_moves_somewhere check (from_segment is distinct from to_segment)
);
create index segment_moves_player on segment_moves (user_id, id);
create index segment_moves_time on segment_moves using brin (moved_at);

-- Put there by hand, until an end.
create table segment_overrides (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  dimension text not null references segment_dimensions (dimension),
  segment text not null,
  until timestamptz not null,
  reason text not null check (length(reason) between 5 and 500),
  set_by bigint not null references admin_users (id),
  set_at timestamptz not null,
  ended_at timestamptz,
  constraint segment_overrides_time check (until > set_at)
);
create unique index segment_overrides_one on segment_overrides (user_id, dimension) where ended_at is null;

-- For whoever paid: he is looked for in days of a whole year.
create index player_days_paid on player_days (user_id, day) where spent_won > 0 or refunded_won > 0;

grant select, insert, update, delete on player_facts, player_segments, segment_overrides, segment_models to casino_app;
grant select, insert, update on segment_dimensions, segment_rule_sets to casino_app;
grant delete on segment_rule_sets to casino_app;
grant select, insert, delete on segment_moves to casino_app;
