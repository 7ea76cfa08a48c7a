drop index player_events_game;
drop table inventory;
drop table inventory_entries;
update players
set state = json_build_object('slotStreak', coalesce((state #>> '{games,slot,streak}')::integer, 0));
