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

-- Inviting friends. Each player's own code is an invite code like any other; what is promised is fixed at the sign-up.
create table friend_codes (
  user_id bigint primary key references users (id),
  code text not null unique references invite_codes (code),
  created_at timestamptz not null
);
grant select, insert, delete on friend_codes to casino_app;

create table friend_terms (
  version integer primary key check (version >= 1),
  body jsonb not null,
  reason text not null,
  created_by bigint references admin_users (id),
  created_at timestamptz not null
);
insert into friend_terms (version, body, reason, created_at) values (1, '{"enabled":true,"inviterCoins":1000,"friendCoins":1000,
  "provenEmail":true,"activeDays":3,"withinDays":30,"minInviterAgeDays":1,"perDay":5,"inAll":50,"global":100000}', 'the first terms', now());
create trigger friend_terms_append_only before update or delete or truncate on friend_terms
  for each statement execute function refuse_change();
grant select, insert on friend_terms to casino_app;

create table friend_invitations (
  -- who was invited: once, with his sign-up
  user_id bigint primary key references users (id),
  inviter_id bigint not null references users (id),
  invited_at timestamptz not null,
  terms_version integer not null references friend_terms (version),
  inviter_coins bigint not null check (inviter_coins between 0 and 1000000),
  friend_coins bigint not null check (friend_coins between 0 and 1000000),
  proven_email boolean not null,
  active_days smallint not null check (active_days between 0 and 365),
  until timestamptz not null check (until > invited_at),
  status text not null check (status in ('WAITING', 'EARNED', 'REVIEW', 'REJECTED', 'MISSED', 'UNPAID', 'TAKEN_BACK')),
  -- why a human looks at it
  signals text[] not null default '{}',
  settled_at timestamptz,
  constraint friend_invitations_another check (user_id <> inviter_id),
  constraint friend_invitations_settled check ((status in ('WAITING', 'UNPAID')) = (settled_at is null))
);
create index friend_invitations_of_inviter on friend_invitations (inviter_id, invited_at desc, user_id);
create index friend_invitations_open on friend_invitations (status, invited_at, user_id);
grant select, insert, update on friend_invitations to casino_app;

-- Each side of an invitation is paid once, in the transaction of its ledger entry.
create table friend_rewards (
  invitation bigint not null references friend_invitations (user_id),
  side text not null check (side in ('inviter', 'friend')),
  user_id bigint not null references users (id),
  amount bigint not null check (amount >= 1),
  seq bigint not null,
  paid_at timestamptz not null,
  taken_seq bigint,
  taken bigint check (taken between 0 and amount),
  primary key (invitation, side),
  constraint friend_rewards_taken_by_event check ((taken_seq is null) = (taken is null))
);
create index friend_rewards_user on friend_rewards (user_id);
grant select, insert, update (taken_seq, taken) on friend_rewards to casino_app;
create index sessions_of_user on sessions (user_id) where user_id is not null;

-- What a player chose to show to anybody who has the link, until he takes it back or it is over.
create table shares (
  code text primary key check (code ~ '^[A-Za-z0-9_-]{22}$'),
  user_id bigint not null references users (id),
  kind text not null check (kind in ('rank', 'prize')),
  body jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);
create index shares_user on shares (user_id, created_at desc);
grant select, insert, delete on shares to casino_app;
