-- How far each reader of player_events is, and what the first of them counts.
create table stream_cursors (
  reader text primary key,
  xid xid8 not null,
  user_id bigint not null,
  seq bigint not null,
  updated_at timestamptz not null
);

-- How far a consumer is in each partition of its topic. Events reach a partition in the order of the stream, so what
-- comes at or below this place came before and is dropped.
create table consumer_places (
  consumer text not null,
  partition integer not null,
  xid xid8 not null,
  user_id bigint not null,
  seq bigint not null,
  primary key (consumer, partition)
);

-- Live counters per minute; the sums of squares and products give the confidence interval of the measured return.
create table game_minutes (
  game text not null,
  table_version integer not null,
  minute timestamptz not null,
  plays bigint not null,
  hits bigint not null,
  bet numeric not null,
  win numeric not null,
  bet_bet numeric not null,
  bet_win numeric not null,
  win_win numeric not null,
  primary key (game, table_version, minute)
);
create index game_minutes_minute on game_minutes (minute);
grant select, insert, update on stream_cursors, consumer_places, game_minutes to casino_app;
