-- Staged content: what opens stage by stage. What a player has unlocked stands in content_unlocks, as '<id>-stage-<n>'.

create table staged_contents (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- one more with every change; an editor names the one he saw
  revision integer not null check (revision >= 1),
  changed_at timestamptz not null
);
grant select, insert, update on staged_contents to casino_app;

create table staged_content_versions (
  content text not null references staged_contents (id),
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'published')),
  body json not null,
  changed_at timestamptz not null,
  -- in force from then until the next version is published
  published_at timestamptz,
  primary key (content, version),
  constraint staged_content_versions_published check ((status = 'published') = (published_at is not null))
);
create unique index staged_content_versions_one_draft on staged_content_versions (content) where status = 'draft';
grant select, insert, update on staged_content_versions to casino_app;

-- What was published is what players unlocked.
create function staged_content_versions_keep() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'a published version of a content never changes' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger staged_content_versions_keep before update on staged_content_versions
  for each row execute function staged_content_versions_keep();
