-- What streaks are held to, in versions: a tick is paid by the one that is in force, and its event names it.

-- One more with every change of the terms; an editor names the one he saw.
create table streak_revision (
  one boolean primary key default true check (one),
  revision integer not null check (revision >= 0)
);
insert into streak_revision (revision) values (0);
grant select, update on streak_revision to casino_app;

create table streak_terms (
  version integer primary key check (version >= 1),
  status text not null check (status in ('draft', 'published')),
  body jsonb not null check (jsonb_array_length(body -> 'rewards') between 1 and 31),
  changed_at timestamptz not null,
  -- in force from then until the next version is published
  published_at timestamptz,
  constraint streak_terms_published check ((status = 'published') = (published_at is not null))
);
create unique index streak_terms_one_draft on streak_terms (status) where status = 'draft';
grant select, insert, update on streak_terms to casino_app;

-- What was published is what players were paid by.
create function streak_terms_keep() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'published terms of streaks never change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger streak_terms_keep before update on streak_terms for each row execute function streak_terms_keep();

-- Every tick so far names version 1.
insert into streak_terms (version, status, body, changed_at, published_at) values (1, 'published', '{
  "rewards": [
    {"coins": 100, "gems": 0}, {"coins": 150, "gems": 0}, {"coins": 200, "gems": 1}, {"coins": 250, "gems": 0},
    {"coins": 300, "gems": 0}, {"coins": 400, "gems": 2}, {"coins": 1000, "gems": 5}
  ],
  "graceHours": 3, "mostShields": 3, "zoneDays": 7}', now(), now());

-- Whose streak goes on is asked of the last two days.
create index streak_days_date on streak_days (local_date);
