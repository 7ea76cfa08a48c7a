-- Log-in by somebody else's word: an OpenID Connect provider.

-- A log-in that was begun: one use, for the browser whose cookie it is.
create table oidc_logins (
  state_hash bytea primary key check (length(state_hash) = 32),
  browser_hash bytea not null check (length(browser_hash) = 32),
  nonce text not null,
  code_verifier text not null,
  expires_at timestamptz not null
);
create index oidc_logins_expiry on oidc_logins (expires_at);

-- Whom the provider has vouched for, until the web app fetches it: one use, for the same browser.
create table oidc_tickets (
  ticket_hash bytea primary key check (length(ticket_hash) = 32),
  browser_hash bytea not null check (length(browser_hash) = 32),
  issuer text not null,
  subject text not null,
  expires_at timestamptz not null
);
create index oidc_tickets_expiry on oidc_tickets (expires_at);

-- Never by e-mail address: an account is linked by who is logged in with it.
create table user_identities (
  issuer text not null,
  subject text not null,
  user_id bigint not null references users (id) on delete cascade,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  constraint user_identities_one_each unique (user_id, issuer)
);
grant select, insert, delete on oidc_logins, user_identities to casino_app;
-- Updated never; a row can be kept for a transaction only by who may.
grant select, insert, update, delete on oidc_tickets to casino_app;

-- False: the account came from a provider, and its hash is that of a password nobody knows.
alter table users add column has_password boolean not null default true;
