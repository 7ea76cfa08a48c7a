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
