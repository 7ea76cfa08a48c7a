drop index friend_invitations_waiting;
drop index player_vaults_type_state;
drop index content_unlocks_content;
drop index achievement_unlocks_achievement;
