drop table achievement_unlocks;
delete from mission_progress where mission in (select id from missions where kind = 'achievement');
delete from mission_versions where mission in (select id from missions where kind = 'achievement');
delete from missions where kind = 'achievement';
drop index mission_progress_to_unlock;
alter table mission_progress drop column unlocked;
alter table mission_versions drop constraint mission_versions_counts_check;
alter table mission_versions add constraint mission_versions_counts_check
  check (counts in ('PLAYS', 'WINS', 'COINS_WON', 'GACHA_PULLS', 'PURCHASES', 'ITEMS_USED', 'ACTIVE_DAYS'));
alter table missions drop constraint missions_period_check;
alter table missions drop column kind;
alter table missions add constraint missions_period_check check (period in ('daily', 'weekly'));
