-- Whoever runs it up again begins at the first event.
delete from stream_cursors where reader = 'consumer:boards';
drop function hidden_from_boards(timestamptz);
drop table board_results;
drop table board_seasons;
drop table board_removals;
drop table board_optouts;
drop table board_scores;
drop table boards;
