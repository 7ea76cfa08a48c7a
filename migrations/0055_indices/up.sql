-- What lists and counts of the back office and the daily jobs look up.
create index achievement_unlocks_achievement on achievement_unlocks (achievement);
create index content_unlocks_content on content_unlocks (content);
create index player_vaults_type_state on player_vaults (type, state);
create index friend_invitations_waiting on friend_invitations (until, user_id) where status = 'WAITING';
