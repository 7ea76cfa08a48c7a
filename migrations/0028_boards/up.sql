-- Leaderboards: who is ahead in a day, a week or for all time, of all games or of one.

create table boards (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{1,39}$'),
  -- UTC: days, weeks from Monday on, or one season without an end
  period text not null check (period in ('day', 'week', 'all')),
  games text[] not null check (cardinality(games) >= 1),
  -- net_coins: what plays paid less what they cost, so that a loss never helps
  counts text not null check (counts = 'net_coins'),
  position smallint not null check (position between 0 and 999)
);
-- No gacha: its stake is no coins. No match: who loses on purpose would lift a friend.
insert into boards (id, period, games, counts, position) values
  ('daily', 'day', '{slot,roulette,rps,dice,crash,lottery}', 'net_coins', 1),
  ('weekly', 'week', '{slot,roulette,rps,dice,crash,lottery}', 'net_coins', 2),
  ('all-time', 'all', '{slot,roulette,rps,dice,crash,lottery}', 'net_coins', 3),
  ('slot-weekly', 'week', '{slot}', 'net_coins', 4),
  ('roulette-weekly', 'week', '{roulette}', 'net_coins', 5),
  ('rps-weekly', 'week', '{rps}', 'net_coins', 6),
  ('dice-weekly', 'week', '{dice}', 'net_coins', 7),
  ('crash-weekly', 'week', '{crash}', 'net_coins', 8),
  ('lottery-weekly', 'week', '{lottery}', 'net_coins', 9);
grant select on boards to casino_app;

-- The truth of every board, written by one reader of the events; Redis keeps it in order.
create table board_scores (
  board_id text not null references boards (id),
  -- the season begins; 1970 where it has no end
  starts_at timestamptz not null,
  user_id bigint not null,
  score bigint not null check (score between -9007199254740991 and 9007199254740991),
  -- the last play that changed the score: of equals, who reached it first is ahead
  reached_at timestamptz not null,
  primary key (board_id, starts_at, user_id)
) with (fillfactor = 80);
create index board_scores_order on board_scores (board_id, starts_at, score desc, reached_at, user_id) where score > 0;
create index board_scores_user on board_scores (user_id);
grant select, insert, update, delete on board_scores to casino_app;

-- Players who would rather not be shown.
create table board_optouts (
  user_id bigint primary key references users (id),
  since timestamptz not null
);
grant select, insert, delete on board_optouts to casino_app;

-- Players whom the club took off its boards.
create table board_removals (
  user_id bigint primary key references users (id),
  reason text not null check (length(reason) between 5 and 500),
  removed_by bigint not null references admin_users (id),
  removed_at timestamptz not null
);
grant select, insert, delete on board_removals to casino_app;

-- Seasons that are over, and who was ahead when they ended.
create table board_seasons (
  board_id text not null references boards (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  players bigint not null check (players >= 0),
  frozen_at timestamptz not null check (frozen_at >= ends_at),
  primary key (board_id, starts_at)
);
create table board_results (
  board_id text not null,
  starts_at timestamptz not null,
  rank integer not null check (rank >= 1),
  user_id bigint not null,
  score bigint not null check (score > 0),
  reached_at timestamptz not null,
  primary key (board_id, starts_at, rank),
  unique (board_id, starts_at, user_id),
  foreign key (board_id, starts_at) references board_seasons (board_id, starts_at)
);
create index board_results_user on board_results (user_id);
create trigger board_seasons_append_only before update or delete or truncate on board_seasons
  for each statement execute function refuse_change();
create trigger board_results_append_only before update or delete or truncate on board_results
  for each statement execute function refuse_change();
grant select, insert on board_seasons, board_results to casino_app;

-- Who is not shown at a moment: by his own wish, by the club's, because he plays no more, or because he is somebody else
-- by now.
create function hidden_from_boards(at_time timestamptz) returns table (user_id bigint)
language sql stable set search_path = public, pg_temp as $$
  select o.user_id from board_optouts o
  union select r.user_id from board_removals r
  union select u.id from users u where u.deletion_requested_at is not null
  union select s.user_id from safe_play_players s where s.excluded_until is not null or s.paused_until > at_time
  union select m.from_user_id from account_merges m
  union select b.user_id from user_bans b where b.lifted_at is null and (b.until is null or b.until > at_time)
$$;
grant execute on function hidden_from_boards(timestamptz) to casino_app;
