-- What failed is tried again, and waits longer each time.
alter table shop_refunds
  add column tries integer not null default 0 check (tries >= 0),
  add column try_at timestamptz not null default now();
create index shop_refunds_due on shop_refunds (try_at) where status = 'sending';

alter table payment_webhooks
  add column tries integer not null default 0 check (tries >= 0),
  add column try_at timestamptz not null default now();
drop index payment_webhooks_unhandled;
create index payment_webhooks_unhandled on payment_webhooks (try_at) where handled_at is null;
