drop function is_blocked_between(bigint, bigint);
drop function absent_players(timestamptz);
drop function is_absent_player(bigint, timestamptz);
drop table player_blocks;
drop table social_settings;
drop table follows;
