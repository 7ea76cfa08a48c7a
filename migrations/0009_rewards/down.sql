drop table reward_import_lines;
drop table reward_imports;
drop index player_events_rewards;
drop table reward_commands;
drop table content_unlocks;

-- The tables are made anew, so that they are what they were to the last name.
create temporary table kept_inventory on commit drop as
select user_id, item, sum(quantity)::bigint as quantity, max(updated_at) as updated_at from inventory
group by user_id, item;
drop table inventory;
create table inventory (
  user_id bigint not null references users (id),
  item text not null,
  quantity bigint not null check (quantity >= 0),
  updated_at timestamptz not null,
  primary key (user_id, item)
);
insert into inventory select * from kept_inventory;
grant select, insert, update on inventory to casino_app;

-- Refused once something was used or has ended: the form before has no words for it.
create temporary table kept_entries on commit drop as
select user_id, seq, item, sum(quantity)::integer as quantity, command_id, occurred_at from inventory_entries
group by user_id, seq, item, command_id, occurred_at;
drop table inventory_entries;
create table inventory_entries (
  user_id bigint not null,
  seq bigint not null check (seq >= 1),
  item text not null check (item ~ '^[a-z][a-z0-9-]{0,39}$'),
  quantity integer not null check (quantity > 0),
  command_id uuid not null,
  occurred_at timestamptz not null,
  primary key (user_id, seq, item)
);
insert into inventory_entries select * from kept_entries;
create trigger inventory_entries_append_only before update or delete or truncate on inventory_entries
  for each statement execute function refuse_change();
grant select, insert on inventory_entries to casino_app;

drop table items;
