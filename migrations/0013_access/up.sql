-- How a log-in is proven and kept: keys, sessions, second factors, and the history of sign-ins.

-- What access tokens are signed with. A key is derived from JWT_SECRET, the salt and the kid: a row alone signs nothing,
-- and neither does the secret alone.
create table signing_keys (
  kid text primary key check (kid ~ '^[0-9a-f]{16}$'),
  salt bytea not null check (length(salt) = 32),
  created_at timestamptz not null,
  -- from then on it verifies no more; the newest that is not retired signs
  retired_at timestamptz
);
create index signing_keys_created on signing_keys (created_at);
grant select, insert, update on signing_keys to casino_app;

-- What a used refresh token was traded for: the token itself is derived from the old one and the salt, and kept nowhere.
alter table refresh_tokens add column successor_salt bytea check (length(successor_salt) = 32);
alter table refresh_tokens add column successor_hash bytea check (length(successor_hash) = 32);

alter table sessions drop constraint sessions_revoke_reason_check;
alter table sessions add constraint sessions_revoke_reason_check check (revoke_reason in
  ('LOGOUT', 'LOGOUT_ALL', 'LOGOUT_OTHERS', 'ENDED', 'TOO_MANY', 'REFRESH_REUSED', 'FORCED'));
-- When whoever has the session last proved who he is, by password or second factor.
alter table sessions add column proven_at timestamptz;
-- A session of an admin without the second factor that is asked of him: good for enrolling and nothing else.
alter table sessions add column enrol_only boolean not null default false;

create table second_factors (
  id bigint generated always as identity primary key,
  user_id bigint unique references users (id) on delete cascade,
  admin_id bigint unique references admin_users (id) on delete cascade,
  -- version, nonce, ciphertext and tag
  sealed_secret bytea not null,
  created_at timestamptz not null,
  -- null: enrolment has begun, nothing is asked for yet
  confirmed_at timestamptz,
  -- the newest step of 30 s whose code was used; none at or before it is good again
  last_step bigint not null default 0,
  constraint second_factors_one_owner check (num_nonnulls(user_id, admin_id) = 1)
);
create table recovery_codes (
  factor_id bigint not null references second_factors (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (factor_id, code_hash)
);
grant select, insert, update, delete on second_factors, recovery_codes to casino_app;

-- A log-in whose password was right and whose second factor is asked for.
create table login_challenges (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id bigint references users (id) on delete cascade,
  admin_id bigint references admin_users (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint login_challenges_one_owner check (num_nonnulls(user_id, admin_id) = 1)
);
create index login_challenges_expiry on login_challenges (expires_at);
grant select, insert, update, delete on login_challenges to casino_app;

alter table login_failures drop constraint login_failures_scope_check;
alter table login_failures add constraint login_failures_scope_check
  check (scope in ('account', 'admin', 'address', 'factor', 'proof'));

-- Each attempt to get in. One under a name that is nobody's says nothing of the name.
create table sign_ins (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('player', 'admin')),
  user_id bigint references users (id) on delete cascade,
  admin_id bigint references admin_users (id) on delete cascade,
  method text not null check (method in ('password', 'second_factor', 'signup', 'provider')),
  outcome text not null check (outcome in ('success', 'challenged', 'failure')),
  reason text,
  user_agent text not null,
  address text not null,
  occurred_at timestamptz not null,
  constraint sign_ins_of_its_kind check (
    (kind = 'player' and admin_id is null) or (kind = 'admin' and user_id is null)),
  constraint sign_ins_reasoned check ((outcome = 'failure') = (reason is not null))
);
create index sign_ins_user on sign_ins (user_id, id) where user_id is not null;
create index sign_ins_admin on sign_ins (admin_id, id) where admin_id is not null;
create index sign_ins_time on sign_ins (occurred_at);
grant select, insert, delete on sign_ins to casino_app;
