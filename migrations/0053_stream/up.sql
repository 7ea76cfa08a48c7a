-- A consumer may read several topics: its places are those of a partition of a topic.
alter table consumer_places add column topic text not null default 'game_history_events';
alter table consumer_places alter column topic drop default;
alter table consumer_places drop constraint consumer_places_pkey;
alter table consumer_places add primary key (consumer, topic, partition);

-- What a consumer could not take: an event of a version it does not know, with a payload that is not its schema's, whose
-- effect fails alone, or a message that is no event.
create table stream_dead_letters (
  id bigint generated always as identity primary key,
  consumer text not null,
  -- the event's id, or the place of a message that is no event
  source text not null,
  type text,
  schema_version integer,
  reason text not null check (reason in ('NO_EVENT', 'UNKNOWN_VERSION', 'BAD_PAYLOAD', 'EFFECT_FAILED')),
  detail text not null,
  -- of a message that is no event; an event is in the books
  body text check ((body is not null) = (reason = 'NO_EVENT')),
  died_at timestamptz not null,
  closed_at timestamptz,
  closed_as text check (closed_as in ('redriven', 'dropped')),
  check ((closed_at is null) = (closed_as is null)),
  unique (consumer, source)
);
create index stream_dead_letters_open on stream_dead_letters (consumer, id) where closed_at is null;
grant select, insert, update, delete on stream_dead_letters to casino_app;
