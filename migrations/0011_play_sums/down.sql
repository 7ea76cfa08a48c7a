-- Whoever runs it up again begins at the first event.
delete from stream_cursors where reader = 'consumer:play-sums';
drop table play_places;
drop table pull_days;
drop table play_quarters;
