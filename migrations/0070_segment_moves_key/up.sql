-- A player's moves are looked for by player alone, and a first run writes millions: one index instead of two.
alter table segment_moves drop constraint segment_moves_pkey;
drop index segment_moves_player;
alter table segment_moves add primary key (user_id, id);
