-- What players have decided about their play. The truth is the state document of players; here it stands as the admins
-- search it, with the history of every change.

create table safe_play_players (
  user_id bigint primary key references users (id),
  -- the event that it stands as of
  seq bigint not null check (seq >= 1),
  limits json not null,
  -- wishes to loosen a limit
  pending json not null,
  paused_until timestamptz,
  excluded_at timestamptz,
  -- infinity: for ever; stays until the player has confirmed his return
  excluded_until timestamptz,
  reality_check_minutes smallint check (reality_check_minutes > 0),
  changed_at timestamptz not null,
  constraint safe_play_players_exclusion check ((excluded_at is null) = (excluded_until is null))
);
create index safe_play_players_changed on safe_play_players (changed_at desc);
create index safe_play_players_paused on safe_play_players (paused_until) where paused_until is not null;
create index safe_play_players_excluded on safe_play_players (excluded_until) where excluded_until is not null;
grant select, insert, update on safe_play_players to casino_app;

create table safe_play_changes (
  user_id bigint not null references users (id),
  seq bigint not null check (seq >= 1),
  type text not null,
  -- what was asked for, and what holds after it
  asked json not null,
  restrictions json not null,
  -- the admin who did it for the player, and why; null: the player himself
  admin_id bigint references admin_users (id),
  reason text,
  changed_at timestamptz not null,
  primary key (user_id, seq),
  constraint safe_play_changes_by_admin check ((admin_id is null) = (reason is null))
);
create trigger safe_play_changes_append_only before update or delete or truncate on safe_play_changes
  for each statement execute function refuse_change();
grant select, insert on safe_play_changes to casino_app;

-- By which an excluded player is known when he signs up again: SHA-256 of his e-mail address or telephone number in the
-- plainest form.
create table safe_play_excluded_identities (
  hash bytea not null check (length(hash) = 32),
  kind text not null check (kind in ('email', 'phone')),
  user_id bigint not null references users (id),
  primary key (hash, user_id)
);
create index safe_play_excluded_identities_user on safe_play_excluded_identities (user_id);
grant select, insert, delete on safe_play_excluded_identities to casino_app;
