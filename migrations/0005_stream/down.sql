drop table game_minutes;
drop table consumer_places;
drop table stream_cursors;
