-- Who did what to whom, and what it was before.
create table admin_audit_logs (
  id bigint generated always as identity primary key,
  admin_id bigint not null references admin_users (id),
  admin_site_id text not null,
  action text not null,
  target_type text not null,
  target_id text not null,
  reason text,
  before jsonb,
  after jsonb,
  address text not null,
  request_id text not null,
  occurred_at timestamptz not null
);
create index admin_audit_logs_target on admin_audit_logs (target_type, target_id, id);
create index admin_audit_logs_admin on admin_audit_logs (admin_id, id);
create trigger admin_audit_logs_append_only before update or delete or truncate on admin_audit_logs
  for each statement execute function refuse_change();
grant select, insert on admin_audit_logs to casino_app;
