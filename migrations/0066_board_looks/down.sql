drop function absent_among(bigint[], timestamptz);
drop trigger user_bans_look on user_bans;
drop trigger account_merges_look on account_merges;
drop trigger safe_play_players_look on safe_play_players;
drop trigger users_look on users;
drop trigger board_removals_look on board_removals;
drop trigger board_optouts_look on board_optouts;
drop function look_at_boards_again();
drop table board_looks;
