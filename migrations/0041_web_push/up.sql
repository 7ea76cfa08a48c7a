-- Web push: where a player's browsers can be reached, by which keys, and how the services they belong to are doing.

create table push_vapid_keys (
  id integer generated always as identity primary key,
  -- base64url of the uncompressed point
  public_key text not null unique check (public_key ~ '^[A-Za-z0-9_-]{87}$'),
  -- sealed under the club's secret; never in clear
  private_key bytea not null,
  -- current: new subscriptions are made with it; overlap: signs for those that were; retired: signs no more
  state text not null check (state in ('current', 'overlap', 'retired')),
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint push_vapid_keys_retired check ((state = 'retired') = (retired_at is not null))
);
create unique index push_vapid_keys_one_current on push_vapid_keys (state) where state = 'current';
grant select, insert, update (state, retired_at, private_key) on push_vapid_keys to casino_app;

create table push_subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id bigint not null references users (id),
  -- a secret: whoever has it can ring at the device's push service
  endpoint text not null check (endpoint ~ '^https://' and length(endpoint) <= 2048),
  -- SHA-256; a browser belongs to one account at a time
  endpoint_hash bytea not null unique check (octet_length(endpoint_hash) = 32),
  origin text not null check (origin ~ '^https://[^/]+$'),
  p256dh text not null check (p256dh ~ '^[A-Za-z0-9_-]{87}$'),
  auth text not null check (auth ~ '^[A-Za-z0-9_-]{22}$'),
  device_id uuid not null,
  user_agent text not null check (length(user_agent) <= 400),
  is_active boolean not null default true,
  fail_count integer not null default 0 check (fail_count >= 0),
  last_fail_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  vapid_key_id integer not null references push_vapid_keys (id),
  -- the log-in it was made in: it ends with it
  session_id uuid references sessions (id) on delete set null,
  constraint push_subscriptions_of_device unique (user_id, device_id),
  constraint push_subscriptions_deleted_sleep check (deleted_at is null or not is_active)
);
create index push_subscriptions_asleep on push_subscriptions (updated_at, id) where not is_active;
create index push_subscriptions_failing on push_subscriptions (fail_count) where fail_count > 0;
create index push_subscriptions_session on push_subscriptions (session_id);
create index push_subscriptions_key on push_subscriptions (vapid_key_id) where is_active;
grant select, insert, update, delete on push_subscriptions to casino_app;

-- What became of a player's subscriptions, and why.
create table push_subscription_log (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  device_id uuid not null,
  action text not null check (action in ('SUBSCRIBE', 'UNSUBSCRIBE')),
  reason text not null check (reason in ('user_request', 'log_out', 'moved', 'gone', 'failed', 'too_many', 'key_retired', 'cleaned')),
  at timestamptz not null
);
create index push_subscription_log_user on push_subscription_log (user_id, id);
create index push_subscription_log_at on push_subscription_log (at);
grant select, insert, delete on push_subscription_log to casino_app;

-- A log-in that is ended takes its browser's subscription with it, whoever ended it and by whatever way.
create function unbind_push() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  with unbound as (
    update push_subscriptions set is_active = false, deleted_at = new.revoked_at, fail_count = 0, updated_at = new.revoked_at
    where session_id = new.id and is_active returning user_id, device_id
  )
  insert into push_subscription_log (user_id, device_id, action, reason, at)
  select user_id, device_id, 'UNSUBSCRIBE', 'log_out', new.revoked_at from unbound;
  return null;
end $$;
create trigger sessions_unbind_push after update of revoked_at on sessions
  for each row when (old.revoked_at is null and new.revoked_at is not null and new.user_id is not null)
  execute function unbind_push();

-- One row a push service: whether it is asked at the moment, and what came of what it was asked.
create table push_origins (
  origin text primary key check (origin ~ '^https://[^/]+$'),
  state text not null default 'closed' check (state in ('closed', 'open')),
  -- refusals of our key since the last message that it took
  refusals integer not null default 0 check (refusals >= 0),
  opened_at timestamptz,
  -- not before this one message tries whether it is mended
  probe_at timestamptz,
  -- it has asked us to be slower until then
  slow_until timestamptz,
  sent bigint not null default 0,
  gone bigint not null default 0,
  again bigint not null default 0,
  held bigint not null default 0,
  poison bigint not null default 0,
  millis bigint not null default 0,
  last_status integer,
  last_at timestamptz,
  constraint push_origins_open check ((state = 'open') = (opened_at is not null) and (state = 'open') = (probe_at is not null))
);
grant select, insert, update on push_origins to casino_app;

create table push_settings (
  one boolean primary key default true check (one),
  revision integer not null check (revision >= 1),
  cleanup_days integer not null check (cleanup_days in (7, 15, 30, 60, 90)),
  fail_threshold integer not null check (fail_threshold in (3, 5, 10, 15)),
  cleanup_inactive boolean not null,
  force_delete boolean not null
);
insert into push_settings (revision, cleanup_days, fail_threshold, cleanup_inactive, force_delete)
values (1, 30, 5, true, false);
grant select, update on push_settings to casino_app;

create table push_cleanup_runs (
  id bigint generated always as identity primary key,
  -- null: by the timetable
  admin_id bigint references admin_users (id),
  ran_at timestamptz not null,
  orders jsonb not null,
  total_checked bigint not null check (total_checked >= 0),
  valid_count bigint not null check (valid_count >= 0),
  cleaned_count bigint not null check (cleaned_count >= 0),
  fail_count_cleaned bigint not null check (fail_count_cleaned >= 0),
  inactive_cleaned bigint not null check (inactive_cleaned >= 0),
  expired_cleaned bigint not null check (expired_cleaned >= 0),
  force_deleted bigint not null check (force_deleted >= 0),
  old_soft_deleted_cleaned bigint not null check (old_soft_deleted_cleaned >= 0)
);
create index push_cleanup_runs_time on push_cleanup_runs (ran_at desc, id desc);
grant select, insert on push_cleanup_runs to casino_app;
