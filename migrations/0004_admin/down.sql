drop table admin_audit_logs;
