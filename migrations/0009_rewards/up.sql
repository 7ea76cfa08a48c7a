-- What can be owned, what is given, and what is taken out again.

create table items (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  kind text not null check (kind in ('COLLECTIBLE', 'STREAK_SHIELD', 'COUPON', 'BOOSTER', 'CURRENCY_PACK')),
  name_en text not null check (length(name_en) between 1 and 80),
  name_ko text not null check (length(name_ko) between 1 and 80),
  description_en text not null check (length(description_en) <= 500),
  description_ko text not null check (length(description_ko) <= 500),
  rarity text check (rarity in ('LEGENDARY', 'EPIC', 'RARE', 'COMMON')),
  image text check (image ~ '^[a-z0-9][a-z0-9/._-]{0,119}$'),
  -- how long a stock of it lasts from the moment it is granted; null: for ever
  expires_after_days integer check (expires_after_days between 1 and 3650),
  -- what using one does; null: it cannot be used
  use_effect json,
  active boolean not null,
  -- one more with every change; an editor names the one he saw
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
grant select, insert, update on items to casino_app;

-- A stock is kept by when it ends, so that the soonest is used first and what has ended can be taken out. What is used
-- or has ended is an entry too, with a negative quantity.
alter table inventory_entries add column expires_at timestamptz not null default 'infinity';
alter table inventory_entries drop constraint inventory_entries_pkey;
alter table inventory_entries add primary key (user_id, seq, item, expires_at);
alter table inventory_entries alter column quantity type bigint;
alter table inventory_entries drop constraint inventory_entries_quantity_check;
alter table inventory_entries add constraint inventory_entries_quantity_check check (quantity <> 0);

alter table inventory add column expires_at timestamptz not null default 'infinity';
alter table inventory drop constraint inventory_pkey;
alter table inventory add primary key (user_id, item, expires_at);
-- Not on the quantity too: it changes with every grant, and the row would have to be indexed anew each time.
create index inventory_expiring on inventory (expires_at, user_id) where expires_at < 'infinity';
-- An ended stock leaves no row behind.
grant delete on inventory to casino_app;

-- What a player may see or enter besides what everybody may.
create table content_unlocks (
  user_id bigint not null references users (id),
  content text not null check (content ~ '^[a-z][a-z0-9-]{0,59}$'),
  -- the event that unlocked it
  seq bigint not null check (seq >= 1),
  unlocked_at timestamptz not null,
  primary key (user_id, content)
);
grant select, insert on content_unlocks to casino_app;

-- A command id is unique to a player; that of a grant is unique to the club, so that one request cannot reward two.
create table reward_commands (
  command_id uuid primary key,
  user_id bigint not null references users (id)
);
grant select, insert on reward_commands to casino_app;

create index player_events_rewards on player_events (user_id, seq) where type = 'reward.granted';

-- Grants from a file. The counts are of the file as it was checked.
create table reward_imports (
  id uuid primary key,
  status text not null check (status in ('broken', 'checked', 'running', 'cancelled', 'done')),
  file_name text not null check (length(file_name) between 1 and 120),
  reason text not null,
  -- SHA-256 of the file
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  lines integer not null check (lines >= 0),
  players integer not null check (players >= 0),
  coins bigint not null check (coins between 0 and 9007199254740991),
  gems bigint not null check (gems between 0 and 9007199254740991),
  tickets bigint not null check (tickets between 0 and 9007199254740991),
  xp bigint not null check (xp between 0 and 9007199254740991),
  items bigint not null check (items between 0 and 9007199254740991),
  unlocks bigint not null check (unlocks between 0 and 9007199254740991),
  -- what is wrong with it, line by line
  problems json not null,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index reward_imports_running on reward_imports (started_at) where status = 'running';
create table reward_import_lines (
  import_id uuid not null references reward_imports (id),
  -- as the file counts them, the heading being line 1
  line integer not null check (line >= 2),
  user_id bigint not null references users (id),
  reward json not null,
  note text not null,
  status text not null check (status in ('waiting', 'granted', 'failed', 'cancelled')),
  -- why it failed
  reason text,
  -- the event that granted it
  seq bigint,
  primary key (import_id, line),
  constraint reward_import_lines_outcome check (
    (status = 'granted') = (seq is not null) and (status = 'failed') = (reason is not null)
  )
);
create index reward_import_lines_waiting on reward_import_lines (import_id, line) where status = 'waiting';
create index reward_import_lines_failed on reward_import_lines (import_id, line) where status = 'failed';
grant select, insert, update on reward_imports, reward_import_lines to casino_app;
