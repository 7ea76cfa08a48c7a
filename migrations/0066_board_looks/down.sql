create function absent_players(at_time timestamptz) returns table (user_id bigint)
language sql stable set search_path = public, pg_temp as $$
  select u.id from users u where u.deletion_requested_at is not null
  union select s.user_id from safe_play_players s where s.excluded_until is not null or s.paused_until > at_time
  union select m.from_user_id from account_merges m
  union select b.user_id from user_bans b where b.lifted_at is null and (b.until is null or b.until > at_time)
$$;
grant execute on function absent_players(timestamptz) to casino_app;
drop function absent_among(bigint[], timestamptz);
drop trigger user_bans_look on user_bans;
drop trigger account_merges_look on account_merges;
drop trigger safe_play_players_look on safe_play_players;
drop trigger users_look on users;
drop trigger board_removals_look on board_removals;
drop trigger board_optouts_look on board_optouts;
drop function look_at_boards_again();
drop table board_looks;
