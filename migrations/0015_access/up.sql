-- Who may come in, who runs the club, and a record of it that cannot be bent unseen.

create table user_bans (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  reason text not null check (length(reason) between 5 and 500),
  banned_by bigint not null references admin_users (id),
  banned_at timestamptz not null,
  -- null: for ever
  until timestamptz check (until > banned_at),
  lifted_at timestamptz check (lifted_at >= banned_at),
  lifted_by bigint references admin_users (id),
  lift_reason text,
  constraint user_bans_lifted_by_somebody check (num_nonnulls(lifted_at, lifted_by, lift_reason) in (0, 3))
);
create index user_bans_user on user_bans (user_id, id);
grant select, insert, update on user_bans to casino_app;

-- What admins tell each other about a player. A note is struck out, never changed.
create table player_notes (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  admin_id bigint not null references admin_users (id),
  body text not null check (length(body) between 1 and 2000),
  written_at timestamptz not null,
  struck_at timestamptz,
  struck_by bigint references admin_users (id),
  constraint player_notes_struck_by_somebody check (num_nonnulls(struck_at, struck_by) in (0, 2))
);
create index player_notes_user on player_notes (user_id, id);
grant select, insert, update on player_notes to casino_app;

-- When somebody was here last.
create index sessions_last_used on sessions (user_id, last_used_at) where user_id is not null;

alter table admin_users add column disabled_at timestamptz;

-- Of age: asked once, decided by the rule or by an admin. The day of birth is kept only until it is decided.
alter table users add column age_verified_at timestamptz;
create table age_checks (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  birth_date date,
  provider text not null,
  status text not null check (status in ('PENDING', 'VERIFIED', 'REJECTED')),
  submitted_at timestamptz not null,
  decided_at timestamptz,
  -- null where the rule decided
  decided_by bigint references admin_users (id),
  reason text,
  -- who is too young may ask again from his birthday on
  again_from date,
  constraint age_checks_decided check ((status = 'PENDING') = (decided_at is null)),
  constraint age_checks_forget check ((status = 'PENDING') = (birth_date is not null))
);
create unique index age_checks_pending on age_checks (user_id) where status = 'PENDING';
create index age_checks_user on age_checks (user_id, id);
create index age_checks_waiting on age_checks (submitted_at) where status = 'PENDING';
grant select, insert, update on age_checks to casino_app;

-- Two accounts of one person made one: what was left of the other went to this one.
create table account_merges (
  id bigint generated always as identity primary key,
  command_id uuid not null unique,
  from_user_id bigint not null unique references users (id),
  into_user_id bigint not null references users (id),
  from_seq bigint not null,
  into_seq bigint not null,
  merged_at timestamptz not null,
  constraint account_merges_two_accounts check (from_user_id <> into_user_id)
);
create index account_merges_into on account_merges (into_user_id);
grant select, insert on account_merges to casino_app;

-- The audit log as a chain: each link is the SHA-256 of the link before and of the row it stands for. It is made when the
-- transaction commits, so that the lock on the end of the chain is the last one taken and is held for a moment only.
create table admin_audit_chain (
  position bigint primary key check (position >= 1),
  log_id bigint not null unique references admin_audit_logs (id),
  hash bytea not null check (length(hash) = 32)
);
create trigger admin_audit_chain_append_only before update or delete or truncate on admin_audit_chain
  for each statement execute function refuse_change();
grant select on admin_audit_chain to casino_app;

-- A row as the text that is hashed. Times in whole microseconds, so that no setting changes how they are written.
create function admin_audit_text(l admin_audit_logs) returns text language sql stable as $$
  select jsonb_build_array(l.id, l.admin_id, l.admin_site_id, l.action, l.target_type, l.target_id, l.reason, l.before,
    l.after, l.address, l.request_id, (extract(epoch from l.occurred_at) * 1000000)::bigint)::text
$$;

create function admin_audit_link(before_hash bytea, l admin_audit_logs) returns bytea language sql stable as $$
  select sha256(coalesce(before_hash, decode(repeat('00', 32), 'hex')) || convert_to(admin_audit_text(l), 'UTF8'))
$$;

create function chain_admin_audit() returns trigger language plpgsql security definer set search_path = public as $$
declare
  head admin_audit_chain;
begin
  -- Any number that nobody else locks.
  perform pg_advisory_xact_lock(7311, 1);
  select * into head from admin_audit_chain order by position desc limit 1;
  insert into admin_audit_chain (position, log_id, hash)
  values (coalesce(head.position, 0) + 1, new.id, admin_audit_link(head.hash, new));
  return null;
end
$$;

do $$
declare
  entry admin_audit_logs;
  place bigint := 0;
  link bytea;
begin
  for entry in select * from admin_audit_logs order by id loop
    place := place + 1;
    link := admin_audit_link(link, entry);
    insert into admin_audit_chain (position, log_id, hash) values (place, entry.id, link);
  end loop;
end
$$;

create constraint trigger admin_audit_logs_chained after insert on admin_audit_logs
  deferrable initially deferred for each row execute function chain_admin_audit();
