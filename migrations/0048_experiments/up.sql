-- Experiments: who gets what, since when, and by whose decision.

-- Locked while an experiment of the layer starts or goes on: their parts of the players must not overlap.
create table experiment_layers (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$')
);
grant select, insert, update on experiment_layers to casino_app;

create table experiments (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- one more with every change; an editor names the one he saw
  version integer not null check (version >= 1),
  phase text not null check (phase in ('draft', 'running', 'paused', 'stopped', 'decided')),
  body json not null,
  layer text not null references experiment_layers (id),
  layer_from integer not null check (layer_from between 0 and 9999),
  layer_to integer not null check (layer_to between 1 and 10000),
  winner text,
  started_at timestamptz,
  ended_at timestamptz,
  changed_at timestamptz not null,
  constraint experiments_layer check (layer_from < layer_to),
  constraint experiments_started check ((phase = 'draft') = (started_at is null)),
  constraint experiments_ended check ((phase in ('stopped', 'decided')) = (ended_at is not null)),
  constraint experiments_winner check ((phase = 'decided') = (winner is not null))
);
create index experiments_layers on experiments (layer) where phase in ('running', 'paused');
grant select, insert, update on experiments to casino_app;

-- Everything an experiment has ever said, and who changed it why; null: the club itself.
create table experiment_versions (
  experiment text not null references experiments (id),
  version integer not null check (version >= 1),
  act text not null check (act in ('draft', 'start', 'ramp', 'reweight', 'pause', 'resume', 'stop', 'decide', 'guardrail')),
  phase text not null check (phase in ('draft', 'running', 'paused', 'stopped', 'decided')),
  body json not null,
  reason text not null check (length(reason) <= 500),
  admin_id bigint references admin_users (id),
  at timestamptz not null,
  primary key (experiment, version)
);
create trigger experiment_versions_append_only before update or delete or truncate on experiment_versions
  for each statement execute function refuse_change();
grant select, insert on experiment_versions to casino_app;

-- Who has met which variant: once, at the first use, by the event that says so. From then on it is his.
create table experiment_exposures (
  experiment text not null references experiments (id),
  user_id bigint not null references users (id),
  variant text not null check (variant ~ '^[a-z][a-z0-9-]{0,19}$'),
  version integer not null check (version >= 1),
  seq bigint not null check (seq >= 1),
  exposed_at timestamptz not null,
  primary key (experiment, user_id),
  foreign key (experiment, version) references experiment_versions (experiment, version)
);
create index experiment_exposures_user on experiment_exposures (user_id);
grant select, insert, delete on experiment_exposures to casino_app;
