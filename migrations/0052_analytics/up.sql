-- Figures over all players, rolled up from their days. Days are those of the club's zone.

create table club_days (
  day date primary key,
  -- players who did something, on the day and in the 7 and 30 days to it; the last two once the day is over
  active integer not null check (active >= 0),
  active_7 integer check (active_7 >= active),
  active_30 integer check (active_30 >= active_7),
  registered integer not null check (registered >= 0),
  visitors integer not null check (visitors >= 0),
  plays bigint not null check (plays >= 0),
  wagered bigint not null check (wagered >= 0),
  won bigint not null check (won >= 0),
  play_seconds bigint not null check (play_seconds >= 0),
  actions bigint not null check (actions >= 0),
  payers integer not null check (payers >= 0),
  purchases integer not null check (purchases >= 0),
  spent_won bigint not null check (spent_won >= 0),
  refunded_won bigint not null check (refunded_won >= 0),
  spent_gems bigint not null check (spent_gems >= 0),
  counted_at timestamptz not null
);

-- Of those who registered on a day, who did something so many days later, and what they spent after refunds.
create table retention_cells (
  cohort date not null,
  age smallint not null check (age between 0 and 90),
  players integer not null check (players >= 0),
  spent bigint not null,
  primary key (cohort, age)
);

-- What was used on a day: games, and actions that apps told. Players are known of actions alone.
create table feature_days (
  day date not null,
  kind text not null check (kind in ('game', 'action')),
  feature text not null,
  uses bigint not null check (uses >= 0),
  players integer check (players >= 0),
  primary key (day, kind, feature)
);

create index users_created on users (created_at);
grant select, insert, update, delete on club_days, retention_cells, feature_days to casino_app;
