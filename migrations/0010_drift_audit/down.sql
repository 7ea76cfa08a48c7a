drop table odds_schedules;
drop index player_events_time;
-- The version before has no place for rows without an admin.
alter table admin_audit_logs disable trigger admin_audit_logs_append_only;
delete from admin_audit_logs where admin_id is null;
alter table admin_audit_logs enable trigger admin_audit_logs_append_only;
alter table admin_audit_logs alter column admin_id set not null;
