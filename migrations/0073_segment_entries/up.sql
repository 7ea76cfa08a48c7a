-- A club's first run puts everybody into every dimension: that he came there is told by his place until he is put elsewhere,
-- and is no row of its own beside it.
alter table player_segments add column entered boolean not null default false;

-- Whoever changes a place that tells of a coming, this version or the one before it: the coming becomes a move.
create function keep_segment_entry() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
  values (old.user_id, old.dimension, null, old.segment, old.since,
    case when old.overridden then 'override' else 'rules' end, old.version);
  new.entered := false;
  return new;
end $$;
create trigger player_segments_entry before update on player_segments for each row
  when (old.entered) execute function keep_segment_entry();

-- Every coming and going; those without a number have no row of their own yet.
create view segment_history as
  select id, user_id, dimension, from_segment, to_segment, moved_at, cause, version from segment_moves
  union all
  select null, user_id, dimension, null, segment, since, case when overridden then 'override' else 'rules' end, version
  from player_segments where entered;
grant select on segment_history to casino_app;

-- Without the player it keeps each segment once with a list of its rows: a tenth as large, and a page of members sorts anyway.
drop index player_segments_members;
create index player_segments_members on player_segments (dimension, segment);
