drop view segment_history;
drop trigger player_segments_entry on player_segments;
drop function keep_segment_entry();
insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
select user_id, dimension, null, segment, since, case when overridden then 'override' else 'rules' end, version
from player_segments where entered order by user_id;
alter table player_segments drop column entered;
drop index player_segments_members;
create index player_segments_members on player_segments (dimension, segment, user_id);
