-- Who is to be shown is asked of those who are on a page, and of those of whom something has changed; never of everybody
-- who ever left, hid or was banned.

-- Whom the copy of the boards in Redis is to be looked at again for.
create table board_looks (
  id bigint generated always as identity primary key,
  player bigint not null,
  -- at once, or when a pause or a ban ends by itself
  due_at timestamptz not null
);
create index board_looks_due on board_looks (due_at, id);
grant select, insert, delete on board_looks to casino_app;

-- Of the column that says who, and of the one that says until when, if there is one.
create function look_at_boards_again() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  changed jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  insert into board_looks (player, due_at)
  select (changed ->> tg_argv[0])::bigint, due
  from unnest(array['-infinity'::timestamptz, (changed ->> tg_argv[1])::timestamptz]) as due
  where due < 'infinity';
  return null;
end $$;

create trigger board_optouts_look after insert or delete on board_optouts
  for each row execute function look_at_boards_again('user_id');
create trigger board_removals_look after insert or delete on board_removals
  for each row execute function look_at_boards_again('user_id');
create trigger users_look after update of deletion_requested_at on users
  for each row when (old.deletion_requested_at is distinct from new.deletion_requested_at)
  execute function look_at_boards_again('id');
create trigger safe_play_players_look after insert or update on safe_play_players
  for each row execute function look_at_boards_again('user_id', 'paused_until');
create trigger account_merges_look after insert on account_merges
  for each row execute function look_at_boards_again('from_user_id');
create trigger user_bans_look after insert or update on user_bans
  for each row execute function look_at_boards_again('user_id', 'until');

-- Pauses and bans that are there already end too.
insert into board_looks (player, due_at)
  select user_id, paused_until from safe_play_players where paused_until > now() and paused_until < 'infinity'
  union all select user_id, until from user_bans where lifted_at is null and until > now() and until < 'infinity';

-- Which of these players are shown to nobody; by their keys, as `is_absent_player` for one.
create function absent_among(asked bigint[], at_time timestamptz) returns table (user_id bigint)
language sql stable set search_path = public, pg_temp as $$
  select u.id from users u where u.id = any(asked) and u.deletion_requested_at is not null
  union select s.user_id from safe_play_players s
    where s.user_id = any(asked) and (s.excluded_until is not null or s.paused_until > at_time)
  union select m.from_user_id from account_merges m where m.from_user_id = any(asked)
  union select b.user_id from user_bans b
    where b.user_id = any(asked) and b.lifted_at is null and (b.until is null or b.until > at_time)
$$;
grant execute on function absent_among(bigint[], timestamptz) to casino_app;
-- `absent_players` stays for processes of the version before; a later migration takes it away.
