-- The timetable: what happens once a day and must not be lost. A run is a row before anything is done; whoever is woken
-- only tries to claim it.

create table jobs (
  name text primary key check (name ~ '^[a-z][a-z0-9.-]{1,62}$'),
  enabled boolean not null default true,
  -- firings up to here have their runs, or were before the job was there
  planned_until timestamptz not null,
  changed_by bigint references admin_users (id),
  changed_at timestamptz,
  constraint jobs_changed check (changed_at is not null or changed_by is null)
);
grant select, insert, update on jobs to casino_app;

create table batch_runs (
  id bigint generated always as identity primary key,
  job text not null references jobs (name),
  -- the UTC day it is for
  business_date date not null,
  shard text not null check (shard ~ '^[a-z0-9-]{1,32}$'),
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'skipped')),
  due_at timestamptz not null,
  -- by the clock of the database; past it anybody may take the run over
  lease_until timestamptz,
  -- rises with every claim; what an earlier holder still writes is refused by it
  fencing_no bigint not null default 0 check (fencing_no between 0 and 9007199254740991),
  cursor json,
  worked bigint not null default 0 check (worked between 0 and 9007199254740991),
  skipped bigint not null default 0 check (skipped between 0 and 9007199254740991),
  failed bigint not null default 0 check (failed between 0 and 9007199254740991),
  -- pages that failed since the last one that went through
  attempts integer not null default 0 check (attempts >= 0),
  try_after timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  error text check (length(error) <= 300),
  -- an admin or a command; null: the timetable
  requested_by text check (length(requested_by) <= 64),
  constraint batch_runs_once unique (job, business_date, shard),
  constraint batch_runs_lease check ((state = 'running') = (lease_until is not null)),
  constraint batch_runs_ended check ((state in ('done', 'failed', 'skipped')) = (ended_at is not null))
);
create index batch_runs_open on batch_runs (due_at) where state in ('waiting', 'running');
create index batch_runs_failed on batch_runs (job) where state = 'failed';
grant select, insert, update on batch_runs to casino_app;
