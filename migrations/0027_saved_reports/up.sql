-- Questions to the club's figures that somebody gave a name: parameters alone, never a statement.

create table saved_reports (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 60),
  description text not null check (length(description) <= 500),
  report text not null check (report in ('retention', 'spend', 'funnel', 'activity', 'features')),
  -- the period, and whom the figures are of
  ask json not null check (json_typeof(ask) = 'object'),
  -- false: for its maker alone
  shared boolean not null,
  made_by bigint not null references admin_users (id),
  made_at timestamptz not null,
  changed_by bigint not null references admin_users (id),
  changed_at timestamptz not null,
  -- one more with every change; an editor names the one he saw
  revision integer not null default 1 check (revision >= 1)
);
-- A shared name is there once; a maker's own names are his.
create unique index saved_reports_shared_name on saved_reports (lower(name)) where shared;
create unique index saved_reports_own_name on saved_reports (made_by, lower(name)) where not shared;

grant select, insert, update, delete on saved_reports to casino_app;
