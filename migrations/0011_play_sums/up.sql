-- What each player played, summed by quarter of an hour, so that nobody has to read his whole history for a total.
-- A quarter is the finest step between the time zones in use: days of any of them are whole quarters.

create table play_quarters (
  user_id bigint not null,
  quarter timestamptz not null check (extract(epoch from quarter)::bigint % 900 = 0),
  game text not null,
  plays bigint not null,
  wins bigint not null,
  bet bigint not null,
  win bigint not null,
  best_win bigint not null,
  -- where these plays lie in the player's events, and when the last of them was
  first_seq bigint not null,
  last_seq bigint not null,
  last_at timestamptz not null,
  primary key (user_id, quarter, game)
) with (fillfactor = 80);

-- Pulls of the gacha by rarity, which no sum of bets and wins tells.
create table pull_days (
  user_id bigint not null,
  day date not null,
  rarity text not null,
  pulls bigint not null,
  primary key (user_id, day, rarity)
) with (fillfactor = 80);
create index pull_days_day on pull_days (day);

-- Up to which of his events a player's plays are summed; what comes after is added by whoever reads.
create table play_places (
  user_id bigint primary key,
  seq bigint not null,
  day date not null
) with (fillfactor = 80);

grant select, insert, update, delete on play_quarters, pull_days, play_places to casino_app;
