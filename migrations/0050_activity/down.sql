drop table site_visits;
drop table player_days;
drop table user_activity;
drop function ensure_action_partitions(date, integer);
drop table user_actions;
