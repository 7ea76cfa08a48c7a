drop table game_minutes;
drop table consumer_marks;
drop table stream_cursors;
