-- Notifications: what is told to players, by which channels, and what came of every attempt.

create table notifications (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  template text not null check (template ~ '^[A-Za-z][A-Za-z0-9_.-]{0,63}$'),
  type text not null check (type ~ '^[a-z]{1,32}$'),
  category text not null check (category in ('transactional', 'game', 'advertising')),
  -- template, player and what it is about: told once, however often it is raised
  dedupe_key text not null unique check (length(dedupe_key) between 1 and 200),
  params jsonb not null,
  -- as the player gets it: what he was told can be looked up when the template has long been another
  title_ko text not null check (length(title_ko) between 1 and 200),
  body_ko text not null check (length(body_ko) between 1 and 800),
  title_en text not null check (length(title_en) between 1 and 200),
  body_en text not null check (length(body_en) between 1 and 800),
  path text check (path ~ '^/' and length(path) <= 200),
  -- 0 high, 1 normal, 2 low
  priority smallint not null check (priority between 0 and 2),
  raised_at timestamptz not null,
  deadline_at timestamptz not null check (deadline_at > raised_at),
  cancelled_at timestamptz,
  -- in the centre of its player since; null: not there
  arrived_at timestamptz,
  read_at timestamptz,
  archived_at timestamptz
);
create index notifications_centre on notifications (user_id, arrived_at desc, id desc) where arrived_at is not null;
create index notifications_unread on notifications (user_id) where arrived_at is not null and read_at is null and archived_at is null;
create index notifications_user on notifications (user_id, id);
create index notifications_raised on notifications (raised_at);
grant select, insert, update, delete on notifications to casino_app;

create table notification_deliveries (
  id bigint generated always as identity primary key,
  notification_id bigint not null references notifications (id) on delete cascade,
  user_id bigint not null,
  category text not null,
  channel text not null check (channel in ('in_app', 'push', 'email')),
  -- null: not looked up yet; empty: the player has one place on this channel
  target text check (length(target) <= 200),
  state text not null check (state in
    ('waiting', 'queued', 'sending', 'sent', 'skipped', 'gone', 'held', 'dead', 'expired', 'cancelled')),
  reason text check (length(reason) <= 200),
  -- whose configuration it waits for
  origin text check (length(origin) <= 200),
  priority smallint not null,
  next_attempt_at timestamptz not null,
  -- attempts of this round; a round begins when a dead letter is taken up again
  attempts smallint not null default 0 check (attempts >= 0),
  rounds smallint not null default 0 check (rounds >= 0),
  deadline_at timestamptz not null,
  queued_at timestamptz,
  -- in the hands of a worker until; the number keeps out who held it before
  lease_until timestamptz,
  lease_no integer not null default 0,
  sent_at timestamptz,
  clicked_at timestamptz,
  constraint notification_deliveries_once unique nulls not distinct (notification_id, channel, target),
  constraint notification_deliveries_sent check ((state = 'sent') = (sent_at is not null)),
  constraint notification_deliveries_held check ((state = 'held') = (origin is not null))
);
create index notification_deliveries_due on notification_deliveries (priority, next_attempt_at, id) where state = 'waiting';
create index notification_deliveries_queued on notification_deliveries (queued_at, id) where state = 'queued';
create index notification_deliveries_sending on notification_deliveries (lease_until, id) where state = 'sending';
create index notification_deliveries_held on notification_deliveries (channel, origin) where state = 'held';
create index notification_deliveries_recent on notification_deliveries (user_id, category, sent_at) where state = 'sent';
create index notification_deliveries_user_sending on notification_deliveries (user_id) where state = 'sending';
grant select, insert, update, delete on notification_deliveries to casino_app;

-- What happened, line by line: an attempt that began and has no end was cut off, and may have arrived.
create table notification_attempts (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references notification_deliveries (id) on delete cascade,
  round smallint not null,
  attempt smallint not null,
  event text not null check (event in
    ('started', 'sent', 'skipped', 'gone', 'again', 'held', 'poison', 'interrupted', 'waits', 'expired', 'cancelled')),
  detail text check (length(detail) <= 500),
  at timestamptz not null
);
create index notification_attempts_delivery on notification_attempts (delivery_id, id);
grant select, insert, delete on notification_attempts to casino_app;

-- Only what nobody asks about any more is taken away, with its notification.
create function keep_notification_attempts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '60 days' then
    return old;
  end if;
  raise exception 'attempts of notifications are append-only' using errcode = 'restrict_violation';
end $$;
create trigger notification_attempts_append_only before update or delete on notification_attempts
  for each row execute function keep_notification_attempts();
create trigger notification_attempts_whole before truncate on notification_attempts
  for each statement execute function refuse_change();

-- What could not be sent, until somebody or the clock has decided about it.
create table notification_dead_letters (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references notification_deliveries (id) on delete cascade,
  class text not null check (class in ('transient', 'poison')),
  state text not null check (state in ('open', 'requeued', 'parked', 'closed')),
  body jsonb not null,
  error text not null check (length(error) <= 500),
  stack text check (length(stack) <= 4000),
  attempts smallint not null,
  round smallint not null,
  died_at timestamptz not null,
  settled_at timestamptz,
  unique (delivery_id, round)
);
create index notification_dead_letters_open on notification_dead_letters (id) where state = 'open';
grant select, insert, update (state, settled_at), delete on notification_dead_letters to casino_app;

create table notification_dead_letter_moves (
  id bigint generated always as identity primary key,
  dead_letter_id bigint not null references notification_dead_letters (id) on delete cascade,
  move text not null check (move in ('buried', 'requeued', 'parked', 'closed', 'redriven')),
  reason text not null check (length(reason) <= 200),
  admin_id bigint references admin_users (id),
  at timestamptz not null
);
create index notification_dead_letter_moves_letter on notification_dead_letter_moves (dead_letter_id, id);
create trigger notification_dead_letter_moves_append_only before update or truncate on notification_dead_letter_moves
  for each statement execute function refuse_change();
grant select, insert, delete on notification_dead_letter_moves to casino_app;

-- Origins at which our own configuration is wrong.
create table notification_holds (
  id bigint generated always as identity primary key,
  channel text not null,
  origin text not null check (length(origin) between 1 and 200),
  detail text not null check (length(detail) <= 500),
  since timestamptz not null,
  released_at timestamptz,
  released_by bigint references admin_users (id)
);
create unique index notification_holds_open on notification_holds (channel, origin) where released_at is null;
grant select, insert, update (released_at, released_by) on notification_holds to casino_app;

create table notification_settings (
  user_id bigint primary key references users (id),
  revision integer not null check (revision >= 1),
  all_off boolean not null,
  off_types text[] not null check (cardinality(off_types) <= 50),
  off_channels text[] not null check (off_channels <@ '{in_app,push,email}'::text[]),
  -- minutes of the local day; the same twice: none
  quiet_from smallint not null check (quiet_from between 0 and 1439),
  quiet_to smallint not null check (quiet_to between 0 and 1439),
  zone text check (length(zone) <= 64),
  -- consents to advertising, and to advertising at night
  advertising_since timestamptz,
  night_since timestamptz,
  changed_at timestamptz not null,
  constraint notification_settings_night check (night_since is null or advertising_since is not null)
);
grant select, insert, update, delete on notification_settings to casino_app;

-- Who consented to what and when: never changed.
create table notification_consents (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  kind text not null check (kind in ('advertising', 'night')),
  given boolean not null,
  at timestamptz not null
);
create index notification_consents_user on notification_consents (user_id, id);
create trigger notification_consents_append_only before update or delete or truncate on notification_consents
  for each statement execute function refuse_change();
grant select, insert on notification_consents to casino_app;

-- Alerts about vaults as reports want them: who was told what and when, and what came of it.
create view alert_events with (security_invoker = true) as
select n.id as notification_id, n.template as type, n.user_id, s.sent_at, s.clicked,
  exists (select from player_vaults v where v.user_id = n.user_id and v.type = n.params ->> 'vaultType'
    and v.state = 'CLAIMED' and v.ended_at >= s.sent_at and v.ended_at < s.sent_at + interval '24 hours')
    as claimed_within_24h,
  n.params ->> 'vaultType' as vault_type
from notifications n
join lateral (
  select min(d.sent_at) as sent_at, bool_or(d.clicked_at is not null) as clicked
  from notification_deliveries d where d.notification_id = n.id and d.state = 'sent'
) s on s.sent_at is not null
where n.params ? 'vaultType';
grant select on alert_events to casino_app;
create index notifications_alerts on notifications (raised_at) where params ? 'vaultType';
