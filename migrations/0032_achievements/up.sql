-- Achievements are counted as missions are: by the same reader, into the same rows, also without a window that ends.
alter table missions drop constraint missions_period_check;
alter table missions add column kind text not null default 'mission' check (kind in ('mission', 'achievement'));
alter table missions add constraint missions_period_check
  check (period in ('daily', 'weekly') or (period = 'ever' and kind = 'achievement'));

alter table mission_versions drop constraint mission_versions_counts_check;
alter table mission_versions add constraint mission_versions_counts_check
  check (counts in ('PLAYS', 'WINS', 'COINS_WON', 'GACHA_PULLS', 'PURCHASES', 'ITEMS_USED', 'ACTIVE_DAYS', 'PARTS'));

-- Of an achievement: whether its player was told that it is his; null for missions.
alter table mission_progress add column unlocked boolean;
create index mission_progress_to_unlock on mission_progress (last_at) where unlocked = false and done_at is not null;

-- Achievements that players have, each once in its window.
create table achievement_unlocks (
  user_id bigint not null references users (id),
  achievement text not null references missions (id),
  -- the first day of its window; 1970-01-01 where it has none
  began date not null,
  version integer not null,
  -- the event that unlocked it, and the one that paid its rewards
  seq bigint not null check (seq >= 1),
  unlocked_at timestamptz not null,
  claimed_seq bigint check (claimed_seq > seq),
  primary key (user_id, achievement, began),
  foreign key (achievement, version) references mission_versions (mission, version)
);
grant select, insert, update, delete on achievement_unlocks to casino_app;
