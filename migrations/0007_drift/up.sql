-- What was drawn, by table version, against what must be drawn.

create table outcome_counts (
  game text not null,
  table_version integer not null,
  kind text not null,
  outcome text not null,
  count bigint not null check (count >= 0),
  primary key (game, table_version, kind, outcome)
);

-- Every look at a kind of play: a table is looked at again when its draws have doubled.
create table drift_checks (
  game text not null,
  table_version integer not null,
  kind text not null,
  look integer not null check (look >= 1),
  draws bigint not null check (draws >= 0),
  chi_square double precision not null,
  degrees integer not null,
  p_value double precision not null,
  threshold double precision not null,
  alarm boolean not null,
  checked_at timestamptz not null,
  primary key (game, table_version, kind, look)
);
grant select, insert, update on outcome_counts to casino_app;
grant select, insert on drift_checks to casino_app;
