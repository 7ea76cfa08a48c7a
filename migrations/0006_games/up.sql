-- Many games: what each keeps about a player stands under its name, and items are won.

update players
set state = json_build_object('games', json_build_object('slot', json_build_object('streak',
  coalesce((state ->> 'slotStreak')::integer, 0))));

-- What came in, one row an item of an event; append-only like the ledger.
create table inventory_entries (
  user_id bigint not null,
  seq bigint not null check (seq >= 1),
  item text not null check (item ~ '^[a-z][a-z0-9-]{0,39}$'),
  quantity integer not null check (quantity > 0),
  command_id uuid not null,
  occurred_at timestamptz not null,
  primary key (user_id, seq, item)
);
create trigger inventory_entries_append_only before update or delete or truncate on inventory_entries
  for each statement execute function refuse_change();

-- What a player has: the sum of his entries.
create table inventory (
  user_id bigint not null references users (id),
  item text not null,
  quantity bigint not null check (quantity >= 0),
  updated_at timestamptz not null,
  primary key (user_id, item)
);

-- What the club played lately, game by game. Not the slot: nobody asks that of it, and it is the game that must be fast.
create index player_events_game on player_events (game, occurred_at) where game <> 'slot';

grant select, insert on inventory_entries to casino_app;
grant select, insert, update on inventory to casino_app;
