-- Months of players' actions that were written into files and dropped.

create table action_archives (
  month date primary key check (extract(day from month) = 1),
  -- being written; whole, and being read back; only in its file; read back into the database
  state text not null check (state in ('exporting', 'exported', 'dropped', 'restored')),
  rows bigint not null default 0 check (rows >= 0),
  bytes bigint not null default 0 check (bytes >= 0),
  -- of each part of the file: rows, bytes, sha256 of what it holds, and the last row in it
  parts json not null default '[]' check (json_typeof(parts) = 'array'),
  -- so many of the parts were read back since the file was whole
  verified integer not null default 0 check (verified between 0 and json_array_length(parts)),
  exported_at timestamptz,
  dropped_at timestamptz,
  restored_at timestamptz
);
grant select, insert, update on action_archives to casino_app;

-- Drops the partition of a month that is whole in its file; gives how many rows went. Runs with its owner's rights.
create function drop_action_partition(gone date) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part text := 'user_actions_' || to_char(gone, 'YYYYMM');
  kept bigint;
  found_rows bigint;
begin
  -- Whoever tells an action waits behind this no longer than that.
  perform set_config('lock_timeout', '3s', true);
  perform pg_advisory_xact_lock(hashtext('ensure_action_partitions'));
  select rows into kept from action_archives
    where month = gone and state = 'exported' and verified = json_array_length(parts) for update;
  if not found then
    raise exception 'the actions of % are in no file that was read back', gone using errcode = '23514';
  end if;
  execute format('lock table %I in share row exclusive mode', part);
  execute format('select count(*) from %I', part) into found_rows;
  if found_rows > kept then
    raise exception 'the file of % has fewer actions than the database', gone using errcode = '23514';
  end if;
  execute format('drop table %I', part);
  return found_rows;
end $$;
grant execute on function drop_action_partition(date) to casino_app;
