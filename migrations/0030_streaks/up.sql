-- Days of a streak, by the local date that each counts for; how the streak stands is in its player's state document.
create table streak_days (
  user_id bigint not null references players (user_id),
  local_date date not null,
  zone text not null check (length(zone) between 1 and 64),
  -- ticked by its player; or shielded: missed, and saved by an item of his
  kind text not null check (kind in ('ticked', 'shielded')),
  -- days of the streak as of this one
  count integer not null check (count >= 1),
  -- the event that wrote it
  seq bigint not null check (seq >= 1),
  primary key (user_id, local_date)
);
create trigger streak_days_append_only before update or delete or truncate on streak_days
  for each statement execute function refuse_change();
grant select, insert on streak_days to casino_app;
