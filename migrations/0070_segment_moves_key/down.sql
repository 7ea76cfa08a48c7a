alter table segment_moves drop constraint segment_moves_pkey;
alter table segment_moves add primary key (id);
create index segment_moves_player on segment_moves (user_id, id);
