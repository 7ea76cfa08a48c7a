-- Odds are data: immutable versions, one of each game published.
create table odds_tables (
  game text not null,
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'published', 'retired')),
  -- canonical JSON, kept as text so that the hash is over these very bytes
  body json not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  note text not null default '',
  created_at timestamptz not null,
  published_at timestamptz,
  retired_at timestamptz,
  primary key (game, version),
  constraint odds_tables_stage check (
    (status = 'draft') = (published_at is null) and (status = 'retired') = (retired_at is not null)
  )
);
create unique index odds_tables_published on odds_tables (game) where status = 'published';

create function refuse_odds_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.status <> 'draft' and
    (new.game, new.version, new.body::text, new.hash, new.created_at, new.published_at)
    is distinct from (old.game, old.version, old.body::text, old.hash, old.created_at, old.published_at)
  then
    raise exception 'a published odds table never changes' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger odds_tables_immutable before update or delete on odds_tables
  for each row execute function refuse_odds_change();
create trigger odds_tables_no_truncate before truncate on odds_tables
  for each statement execute function refuse_change();
grant select, insert, update on odds_tables to casino_app;
