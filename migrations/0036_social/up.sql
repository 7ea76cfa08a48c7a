-- Players who follow each other, who do not want to, and who may not.

create table follows (
  user_id bigint not null references users (id),
  target_id bigint not null references users (id),
  since timestamptz not null,
  primary key (user_id, target_id),
  constraint follows_another check (user_id <> target_id)
);
create index follows_by_time on follows (user_id, since desc, target_id);
create index follows_of_target on follows (target_id, since desc, user_id);
grant select, insert, delete on follows to casino_app;

-- No row: everybody may follow and find him.
create table social_settings (
  user_id bigint primary key references users (id),
  -- everybody; those he follows himself; nobody. Who follows him already goes on
  followers text not null check (followers in ('everybody', 'followed', 'nobody')),
  -- by his nickname
  findable boolean not null,
  changed_at timestamptz not null
);
grant select, insert, update, delete on social_settings to casino_app;

-- Who blocks somebody neither sees him nor is seen by him.
create table player_blocks (
  user_id bigint not null references users (id),
  target_id bigint not null references users (id),
  since timestamptz not null,
  primary key (user_id, target_id),
  constraint player_blocks_another check (user_id <> target_id)
);
create index player_blocks_of_target on player_blocks (target_id, user_id);
grant select, insert, delete on player_blocks to casino_app;

-- Who is shown to no other player at a moment: he leaves, is gone, is somebody else by now, or plays no more. His own wish
-- not to stand on a board is another thing.
create function is_absent_player(asked bigint, at_time timestamptz) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from users u where u.id = asked and u.deletion_requested_at is not null)
    or exists (select from safe_play_players s
      where s.user_id = asked and (s.excluded_until is not null or s.paused_until > at_time))
    or exists (select from account_merges m where m.from_user_id = asked)
    or exists (select from user_bans b
      where b.user_id = asked and b.lifted_at is null and (b.until is null or b.until > at_time))
$$;
grant execute on function is_absent_player(bigint, timestamptz) to casino_app;

-- All of them, for lists and counts.
create function absent_players(at_time timestamptz) returns table (user_id bigint)
language sql stable set search_path = public, pg_temp as $$
  select u.id from users u where u.deletion_requested_at is not null
  union select s.user_id from safe_play_players s where s.excluded_until is not null or s.paused_until > at_time
  union select m.from_user_id from account_merges m
  union select b.user_id from user_bans b where b.lifted_at is null and (b.until is null or b.until > at_time)
$$;
grant execute on function absent_players(timestamptz) to casino_app;

create function is_blocked_between(one bigint, other bigint) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from player_blocks b where b.user_id = one and b.target_id = other)
    or exists (select from player_blocks b where b.user_id = other and b.target_id = one)
$$;
grant execute on function is_blocked_between(bigint, bigint) to casino_app;
