-- How players said they feel, once a local day of the club's zone; kept for a month.
create table mood_answers (
  user_id bigint not null references users (id),
  day date not null,
  -- null: he would rather not say
  mood text check (mood in ('good', 'fine', 'low')),
  answered_at timestamptz not null,
  primary key (user_id, day)
);
create index mood_answers_day on mood_answers (day);
grant select, insert, update, delete on mood_answers to casino_app;

-- Who does not want to be asked.
create table mood_wishes (
  user_id bigint primary key references users (id),
  since timestamptz not null
);
grant select, insert, delete on mood_wishes to casino_app;
