-- Games of rounds with many players: what a round is drawn from, and every stake in it.

create table rounds (
  id bigint generated always as identity primary key,
  game text not null,
  -- open: stakes are taken; closed: no more, and not settled yet; void: it died, and every open stake goes back
  state text not null check (state in ('open', 'closed', 'settled', 'void')),
  table_version integer not null,
  -- null where the players decide the outcome; shown to nobody before the round has ended
  server_seed bytea check (length(server_seed) = 32),
  server_seed_hash bytea check (length(server_seed_hash) = 32),
  outcome json,
  -- the day of a drawing: one drawing a day
  day date,
  opened_at timestamptz not null,
  closes_at timestamptz,
  ended_at timestamptz,
  -- a round that some process plays is dead when nobody has said otherwise until then; null: no process needs to live
  alive_until timestamptz,
  foreign key (game, table_version) references odds_tables (game, version),
  unique (game, day),
  constraint rounds_seed check ((server_seed is null) = (server_seed_hash is null)),
  constraint rounds_end check ((state in ('settled', 'void')) = (ended_at is not null)),
  constraint rounds_outcome check (state <> 'settled' or outcome is not null)
);
create index rounds_game on rounds (game, id desc);
create index rounds_void on rounds (id) where state = 'void';
create index rounds_alive on rounds (alive_until) where state in ('open', 'closed');

create table stakes (
  round_id bigint not null references rounds (id),
  user_id bigint not null references users (id),
  -- number of the event that placed it, which names it for ever
  seq bigint not null check (seq >= 1),
  -- 0 where a player has one stake a round, null where he may have many
  slot smallint,
  currency text not null check (currency in ('coins', 'gems', 'tickets')),
  bet bigint not null check (bet > 0),
  choice json not null,
  state text not null check (state in ('open', 'settled', 'returned')),
  win bigint check (win >= 0),
  -- number of the event that ended it
  ended_seq bigint check (ended_seq > seq),
  primary key (round_id, user_id, seq),
  unique (round_id, user_id, slot),
  constraint stakes_end check (
    (state = 'settled') = (win is not null) and (state = 'open') = (ended_seq is null)
  )
);
create index stakes_open on stakes (round_id, user_id, seq) where state = 'open';
create index stakes_user on stakes (user_id, round_id desc);

grant select, insert, update on rounds, stakes to casino_app;

-- What a round is played with never changes, and what has ended stays so.
create function refuse_round_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('settled', 'void')
    or (new.id, new.game, new.table_version, new.server_seed, new.server_seed_hash, new.day, new.opened_at)
      is distinct from (old.id, old.game, old.table_version, old.server_seed, old.server_seed_hash, old.day, old.opened_at)
  then
    raise exception 'a round never changes what it is played with' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger rounds_immutable before update or delete on rounds for each row execute function refuse_round_change();
create trigger rounds_no_truncate before truncate on rounds for each statement execute function refuse_change();

create function refuse_stake_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'open'
    or (new.round_id, new.user_id, new.seq, new.currency, new.bet, new.choice::text)
      is distinct from (old.round_id, old.user_id, old.seq, old.currency, old.bet, old.choice::text)
  then
    raise exception 'a stake ends once and changes in nothing else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger stakes_immutable before update or delete on stakes for each row execute function refuse_stake_change();
create trigger stakes_no_truncate before truncate on stakes for each statement execute function refuse_change();
