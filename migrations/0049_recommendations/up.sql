-- What was recommended to whom, why, and what he made of it: one a player, day and thing.
create table recommendation_servings (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  -- the club's local day
  day date not null,
  kind text not null check (kind in ('mission', 'offer')),
  target text not null check (length(target) between 1 and 64),
  place smallint not null check (place between 1 and 10),
  -- by his history, or by chance for those whom the others are held against
  chosen_by text not null check (chosen_by in ('history', 'chance')),
  reason text not null check (length(reason) <= 40),
  served_at timestamptz not null,
  opened_at timestamptz,
  useful boolean,
  said_at timestamptz,
  unique (user_id, day, kind, target),
  constraint recommendation_servings_said check ((useful is null) = (said_at is null))
);
create index recommendation_servings_served on recommendation_servings (served_at);
grant select, insert, update, delete on recommendation_servings to casino_app;
