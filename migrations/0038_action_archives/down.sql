drop function drop_action_partition(date);
drop table action_archives;
