-- Addresses that are proven, mails that are sent, names that are not taken twice, accounts that go.

-- users.email is an address its owner has proven; what was only typed in waits beside it and blocks nobody.
alter table users
  add column pending_email text,
  add column locale text not null default 'en' check (locale in ('en', 'ko')),
  -- what a nickname looks like; null where an older account had the same look first
  add column nickname_look text,
  add column nickname_changed_at timestamptz,
  add column deletion_requested_at timestamptz,
  add column deleted_at timestamptz,
  add constraint users_deleted_in_order check (deleted_at is null or deletion_requested_at is not null);
update users set pending_email = email, email = null where email is not null;
-- The same as nicknameLook of shared/src/nickname.ts.
update users u set nickname_look = looks.look from (
  select id, look from (
    select id, look, row_number() over (partition by look order by id) as place from (
      select id, replace(replace(replace(translate(
        regexp_replace(normalize(lower(normalize(nickname, NFKC)), NFD), '[\u0300-\u036f _-]', '', 'g'),
        '01ıiøðþđł', 'olllodpdl'), 'ß', 'ss'), 'rn', 'm'), 'vv', 'w') as look from users) every_one
  ) ordered where place = 1
) looks where looks.id = u.id;
create unique index users_nickname_look_key on users (nickname_look) where nickname_look is not null;
create index users_leaving on users (deletion_requested_at)
  where deletion_requested_at is not null and deleted_at is null;

-- Names of erased accounts, so that nobody takes them over. Only hashes, and nothing that says whose they were.
create table retired_names (
  name_hash bytea primary key check (length(name_hash) = 32),
  retired_at timestamptz not null
);
grant select, insert on retired_names to casino_app;

-- What a link in a mail proves. One a purpose: a newer one takes the place of the one before.
create table account_tokens (
  user_id bigint not null references users (id) on delete cascade,
  purpose text not null check (purpose in ('verify-email', 'reset-password')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  expires_at timestamptz not null,
  primary key (user_id, purpose)
);
grant select, insert, update, delete on account_tokens to casino_app;

-- Letters on their way. They hold no secret: a link is made when its letter is sent.
create table mail_outbox (
  id bigint generated always as identity primary key,
  purpose text not null check (purpose in ('service', 'marketing')),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- null: to whoever has proven the address, which is found out when it is sent
  user_id bigint references users (id),
  recipient text not null check (length(recipient) <= 254),
  locale text not null check (locale in ('en', 'ko')),
  -- what the words are filled with; emptied when it is sent or given up
  params json,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
  attempts smallint not null default 0 check (attempts >= 0),
  created_at timestamptz not null,
  next_at timestamptz not null,
  sent_at timestamptz,
  failure text,
  constraint mail_outbox_outcome check ((status = 'sent') = (sent_at is not null)),
  constraint mail_outbox_emptied check (status = 'waiting' or params is null)
);
create index mail_outbox_waiting on mail_outbox (next_at, id) where status = 'waiting';
create index mail_outbox_user on mail_outbox (user_id, created_at);
create index mail_outbox_recipient on mail_outbox (lower(recipient), created_at);
grant select, insert, update, delete on mail_outbox to casino_app;

-- A batch is one command; its codes are what it came to.
create table invite_batches (
  id uuid primary key,
  request_hash bytea not null check (length(request_hash) = 32),
  created_by text not null,
  created_at timestamptz not null
);
alter table invite_codes
  add column created_by text not null default 'system',
  add column note text not null default '' check (length(note) <= 200),
  add column batch_id uuid references invite_batches (id),
  add column disabled_at timestamptz;
create index invite_codes_created on invite_codes (created_at, code);
create index invite_codes_batch on invite_codes (batch_id) where batch_id is not null;
create index invite_uses_code on invite_uses (code, used_at);
grant select, insert on invite_batches to casino_app;
