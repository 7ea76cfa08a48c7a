-- Letters by the club's own accord: whom they must not reach, and the words of every message.

-- Addresses that no letter of a channel goes to, by their hash: what the address was cannot be read here. A row that is not
-- suppressed yet counts how often in a row the mail server has refused it.
create table email_suppressions (
  id bigint generated always as identity primary key,
  address_hash bytea not null unique check (length(address_hash) = 32),
  -- whose it was when it was written; null: nobody's
  user_id bigint references users (id),
  refusals smallint not null default 0 check (refusals >= 0),
  last_refusal text check (length(last_refusal) <= 100),
  suppressed_at timestamptz,
  reason text check (length(reason) <= 500),
  -- null: the club itself
  suppressed_by bigint references admin_users (id),
  changed_at timestamptz not null,
  constraint email_suppressions_reasoned check ((suppressed_at is null) = (reason is null)),
  constraint email_suppressions_by check (suppressed_at is not null or suppressed_by is null)
);
create index email_suppressions_user on email_suppressions (user_id) where user_id is not null;
grant select, insert, update, delete on email_suppressions to casino_app;

-- Who has unsubscribed from letters of a category by a letter's own link.
create table email_optouts (
  user_id bigint not null references users (id),
  category text not null check (category in ('game', 'advertising')),
  since timestamptz not null,
  primary key (user_id, category)
);
grant select, insert, delete on email_optouts to casino_app;

-- The words of a message. What is built in needs no row; a row is what somebody has written in its place, or anew.
create table message_templates (
  name text primary key check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(name) <= 64),
  revision integer not null check (revision >= 1),
  created_at timestamptz not null,
  changed_at timestamptz not null
);
grant select, insert, update on message_templates to casino_app;

create table message_template_versions (
  name text not null references message_templates (name),
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'live', 'past')),
  category text not null check (category in ('transactional', 'game', 'advertising')),
  channels text[] not null check (cardinality(channels) between 1 and 3 and channels <@ '{in_app,push,email}'),
  -- name and sample of each
  variables json not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  primary key (name, version),
  constraint message_template_versions_published check ((status = 'draft') = (published_at is null))
);
create unique index message_template_versions_draft on message_template_versions (name) where status = 'draft';
create unique index message_template_versions_live on message_template_versions (name) where status = 'live';
grant select, insert, update, delete on message_template_versions to casino_app;

create table message_template_texts (
  name text not null,
  version integer not null,
  language text not null check (language in ('ko', 'en')),
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 4000),
  html text check (length(html) between 1 and 20000),
  primary key (name, version, language),
  foreign key (name, version) references message_template_versions (name, version) on delete cascade
);
grant select, insert, update, delete on message_template_texts to casino_app;

-- What was asked to be sent, once a key: a repeat answers the same.
create table email_triggers (
  key uuid primary key,
  admin_id bigint not null references admin_users (id),
  request_hash bytea not null check (length(request_hash) = 32),
  template text not null,
  targeted integer not null check (targeted >= 0),
  sent integer not null check (sent between 0 and targeted),
  triggered_at timestamptz not null
);
grant select, insert on email_triggers to casino_app;
