drop table safe_play_excluded_identities;
drop table safe_play_changes;
drop table safe_play_players;
