-- What ends in the centre is brought by itself, and looked for apart from what waits for other channels, however much that is.
-- The index of both stays for workers of the version before, which look by it.
create index notification_deliveries_due_elsewhere on notification_deliveries (priority, next_attempt_at, id)
  where state = 'waiting' and channel <> 'in_app';
create index notification_deliveries_due_here on notification_deliveries (priority, next_attempt_at, id)
  where state = 'waiting' and channel = 'in_app';

-- Messages are written by the thousand. A foreign key looks for every row by itself and writes a lock on what it finds, which
-- costs more than the row; here one look-up a statement answers for all of them. Players are deleted by nobody (whoever raises holds
-- them against being erased), and messages only when they have long been over, so that nothing vanishes between the look and the commit.
alter table notifications drop constraint notifications_user_id_fkey;
alter table notification_deliveries drop constraint notification_deliveries_notification_id_fkey;
alter table notification_attempts drop constraint notification_attempts_delivery_id_fkey;

-- A connection keeps its plan: one that goes by the key, however small the table was when it was made.
create function notifications_have_players() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added a where not exists (select from users u where u.id = a.user_id)) then
    raise exception 'a notification of nobody' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger notifications_whose after insert on notifications referencing new table as added
  for each statement execute function notifications_have_players();

create function deliveries_have_notifications() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added a where not exists (select from notifications n where n.id = a.notification_id)) then
    raise exception 'a delivery of no notification' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger notification_deliveries_of after insert on notification_deliveries referencing new table as added
  for each statement execute function deliveries_have_notifications();

create function attempts_have_deliveries() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added a where not exists (select from notification_deliveries d where d.id = a.delivery_id)) then
    raise exception 'an attempt of no delivery' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger notification_attempts_of after insert on notification_attempts referencing new table as added
  for each statement execute function attempts_have_deliveries();

create function notifications_take_deliveries() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  delete from notification_deliveries d using gone g where d.notification_id = g.id;
  return null;
end $$;
create trigger notifications_gone after delete on notifications referencing old table as gone
  for each statement execute function notifications_take_deliveries();

create function deliveries_take_attempts() returns trigger language plpgsql
  set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  delete from notification_attempts a using gone g where a.delivery_id = g.id;
  return null;
end $$;
create trigger notification_deliveries_gone after delete on notification_deliveries referencing old table as gone
  for each statement execute function deliveries_take_attempts();
