drop table shares;
drop index sessions_of_user;
drop table friend_rewards;
drop table friend_invitations;
drop table friend_terms;
drop table friend_codes;
-- The codes stay: somebody may have signed up by them.
drop function is_blocked_between(bigint, bigint);
drop function absent_players(timestamptz);
drop function is_absent_player(bigint, timestamptz);
drop table player_blocks;
drop table social_settings;
drop table follows;
