-- Who plays, who runs the club, and how they prove it.

create table users (
  id bigint generated always as identity primary key,
  site_id text not null check (length(site_id) between 3 and 32),
  nickname text not null check (length(nickname) between 2 and 20),
  password_hash text not null,
  phone_number text,
  email text,
  rank text not null default 'STANDARD' check (rank in ('STANDARD', 'PREMIUM', 'VIP')),
  created_at timestamptz not null,
  last_login_at timestamptz
);
create unique index users_site_id_key on users (lower(site_id));
create unique index users_nickname_key on users (lower(nickname));
create unique index users_email_key on users (lower(email)) where email is not null;
create unique index users_phone_number_key on users (phone_number) where phone_number is not null;

create table admin_users (
  id bigint generated always as identity primary key,
  site_id text not null check (length(site_id) between 3 and 32),
  password_hash text not null,
  role text not null check (role in ('viewer', 'support', 'operator', 'owner')),
  created_at timestamptz not null,
  last_login_at timestamptz
);
create unique index admin_users_site_id_key on admin_users (lower(site_id));

-- max_uses null: unlimited.
create table invite_codes (
  code text primary key,
  max_uses integer check (max_uses >= 0),
  used_count integer not null default 0 check (used_count >= 0),
  expires_at timestamptz,
  created_at timestamptz not null,
  constraint invite_codes_not_overused check (max_uses is null or used_count <= max_uses)
);
create table invite_uses (
  user_id bigint primary key references users (id) on delete cascade,
  code text not null references invite_codes (code),
  used_at timestamptz not null
);

-- A session is one log-in on one device: a family of refresh tokens of which only the newest is good.
create table sessions (
  id uuid primary key,
  user_id bigint references users (id) on delete cascade,
  admin_id bigint references admin_users (id) on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoke_reason text check (revoke_reason in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_REUSED', 'FORCED')),
  user_agent text,
  address text,
  constraint sessions_one_owner check (num_nonnulls(user_id, admin_id) = 1),
  constraint sessions_revoked_with_reason check ((revoked_at is null) = (revoke_reason is null))
);
create index sessions_user on sessions (user_id) where revoked_at is null;
create index sessions_admin on sessions (admin_id) where revoked_at is null;
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;

create table refresh_tokens (
  token_hash bytea primary key check (length(token_hash) = 32),
  session_id uuid not null references sessions (id) on delete cascade,
  issued_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

-- Counted for names that do not exist too, so that a lock-out tells nothing.
create table login_failures (
  scope text not null check (scope in ('account', 'admin', 'address')),
  subject text not null,
  failures integer not null check (failures >= 0),
  last_failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (scope, subject)
);
