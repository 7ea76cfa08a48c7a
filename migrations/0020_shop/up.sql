-- What is sold, what was bought, and what became of the money.

create table shop_stocks (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{1,63}$'),
  total bigint not null check (total between 0 and 1000000000),
  -- what is held for purchases under way, and what is sold
  taken bigint not null default 0,
  constraint shop_stocks_never_oversold check (taken between 0 and total)
);
grant select, insert, update on shop_stocks to casino_app;

create table shop_products (
  sku text primary key check (sku ~ '^[a-z0-9][a-z0-9_-]{1,63}$'),
  kind text not null check (kind in ('standard', 'limited')),
  created_at timestamptz not null,
  -- in an emergency: sold no more, whatever its versions say
  disabled_at timestamptz,
  disabled_by bigint references admin_users (id),
  disable_reason text,
  constraint shop_products_disabled_by_somebody check (num_nonnulls(disabled_at, disabled_by, disable_reason) in (0, 3))
);
grant select, insert, update on shop_products to casino_app;

create table shop_product_versions (
  sku text not null references shop_products (sku),
  version integer not null check (version >= 1),
  status text not null check (status in ('draft', 'published', 'withdrawn')),
  body json not null,
  note text not null,
  created_by bigint references admin_users (id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_by bigint references admin_users (id),
  published_at timestamptz,
  -- the highest published version whose time has come is the one in force
  effective_at timestamptz,
  withdrawn_at timestamptz,
  primary key (sku, version),
  constraint shop_product_versions_published check ((status = 'draft') = (published_at is null)),
  constraint shop_product_versions_effective check ((published_at is null) = (effective_at is null)),
  constraint shop_product_versions_withdrawn check ((status = 'withdrawn') = (withdrawn_at is not null))
);
create unique index shop_product_versions_one_draft on shop_product_versions (sku) where status = 'draft';
grant select, insert, update, delete on shop_product_versions to casino_app;

-- What was published is what was sold: only its withdrawal may still be written.
create function shop_keep_published() returns trigger language plpgsql as $$
begin
  if old.status = 'draft' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' or new.body::text <> old.body::text or new.sku <> old.sku or new.version <> old.version
    or new.effective_at <> old.effective_at or new.published_at <> old.published_at or new.status = 'draft' then
    raise exception 'a published version of a product never changes' using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger shop_product_versions_keep before update or delete on shop_product_versions
  for each row execute function shop_keep_published();

create table shop_promos (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z0-9-]{4,40}$'),
  kind text not null check (kind in ('percent', 'amount')),
  value bigint not null check (value >= 1),
  -- what it may be used with; null: any
  currency text check (currency in ('KRW', 'GEMS')),
  min_amount bigint not null default 0 check (min_amount >= 0),
  max_discount bigint check (max_discount >= 1),
  -- null: any product
  skus text[],
  max_uses bigint check (max_uses >= 1),
  used bigint not null default 0,
  per_user integer not null default 1 check (per_user between 1 and 1000),
  starts_at timestamptz,
  ends_at timestamptz,
  disabled_at timestamptz,
  batch_id uuid,
  note text not null,
  created_by bigint not null references admin_users (id),
  created_at timestamptz not null,
  constraint shop_promos_never_overused check (used >= 0 and (max_uses is null or used <= max_uses)),
  constraint shop_promos_percent check (kind = 'amount' or value <= 100),
  constraint shop_promos_amount check (kind = 'percent' or currency is not null),
  constraint shop_promos_window check (starts_at is null or ends_at is null or starts_at < ends_at)
);
create index shop_promos_batch on shop_promos (batch_id) where batch_id is not null;
grant select, insert, update on shop_promos to casino_app;

create table shop_purchases (
  id bigint generated always as identity primary key,
  -- what the payment provider knows it by
  order_id text not null unique check (order_id ~ '^[A-Za-z0-9_-]{6,64}$'),
  user_id bigint not null references users (id),
  -- the event that reserved it (for gems: that bought it); null: it was refused before
  seq bigint,
  created_at timestamptz not null default clock_timestamp(),
  sku text not null,
  -- null: refused before a version was looked at
  version integer,
  quantity integer not null check (quantity between 1 and 100),
  currency text not null check (currency in ('KRW', 'GEMS')),
  list_amount bigint not null check (list_amount >= 0),
  discount_amount bigint not null check (discount_amount >= 0),
  promo_amount bigint not null check (promo_amount >= 0),
  amount bigint not null check (amount >= 0),
  promo_id bigint references shop_promos (id),
  stock_id text references shop_stocks (id),
  hold text not null check (hold in ('none', 'held', 'committed', 'sold', 'released')),
  -- until then it may be captured; a hold that is over takes nothing from anybody
  hold_until timestamptz,
  status text not null check (status in ('authorizing', 'pending', 'capturing', 'captured', 'granted', 'voiding',
    'voided', 'failed', 'refunding', 'refunded')),
  -- why it is being given up, or was
  reason text,
  provider text,
  payment_id text,
  pay_url text,
  idempotency_key text not null check (length(idempotency_key) between 8 and 255),
  request_hash bytea not null check (length(request_hash) = 16),
  -- of the card's token, which itself is never kept
  card_hash bytea check (length(card_hash) = 32),
  -- when it is to be looked at again, and whoever does so meanwhile keeps others away
  check_at timestamptz,
  lease_until timestamptz,
  checks integer not null default 0,
  captured_at timestamptz,
  ended_at timestamptz,
  granted_seq bigint,
  refunded_amount bigint not null default 0,
  receipt_code text unique,
  -- the bytes that were signed
  receipt_body text,
  receipt_signature text,
  receipt_key text,
  -- of the fields that never change, under a key that nobody outside has
  integrity bytea not null check (length(integrity) = 32),
  unique (user_id, idempotency_key),
  unique (provider, payment_id),
  foreign key (sku, version) references shop_product_versions (sku, version),
  constraint shop_purchases_sum check (amount = list_amount - discount_amount - promo_amount),
  constraint shop_purchases_refunded check (refunded_amount between 0 and amount),
  constraint shop_purchases_refused check (seq is not null or (status = 'failed' and hold = 'none')),
  constraint shop_purchases_granted check (status <> 'granted' or granted_seq is not null),
  constraint shop_purchases_receipt check (num_nonnulls(receipt_code, receipt_body, receipt_signature, receipt_key) in (0, 4)),
  constraint shop_purchases_given_up check (status not in ('voiding', 'voided', 'failed', 'refunding') or reason is not null)
);
create index shop_purchases_user on shop_purchases (user_id, created_at desc);
create index shop_purchases_created on shop_purchases (created_at desc);
create index shop_purchases_due on shop_purchases (check_at) where check_at is not null;
create index shop_purchases_holds on shop_purchases (stock_id, hold_until) where hold = 'held';
create index shop_purchases_product on shop_purchases (sku, created_at);
create index shop_purchases_promo on shop_purchases (promo_id) where promo_id is not null;
grant select, insert, update on shop_purchases to casino_app;

-- Every move of a purchase, and every word with its provider.
create table shop_purchase_log (
  id bigint generated always as identity primary key,
  purchase_id bigint not null references shop_purchases (id),
  at timestamptz not null default clock_timestamp(),
  from_status text,
  to_status text not null,
  cause text not null,
  detail json not null
);
create index shop_purchase_log_purchase on shop_purchase_log (purchase_id, id);
create trigger shop_purchase_log_append_only before update or delete or truncate on shop_purchase_log
  for each statement execute function refuse_change();
grant select, insert on shop_purchase_log to casino_app;

-- The way a purchase may go. What has ended stays; nothing is granted twice, nothing granted that was not captured.
create function shop_check_move() returns trigger language plpgsql as $$
begin
  if new.order_id <> old.order_id or new.user_id <> old.user_id or new.amount <> old.amount
    or new.sku <> old.sku or new.version is distinct from old.version or new.quantity <> old.quantity
    or new.currency <> old.currency or new.seq is distinct from old.seq or new.integrity <> old.integrity then
    raise exception 'what was bought never changes' using errcode = '23514';
  end if;
  if new.status <> old.status and not (old.status || ' ' || new.status) = any (array[
    'authorizing pending', 'authorizing capturing', 'authorizing voiding', 'authorizing failed', 'authorizing granted',
    'pending capturing', 'pending voiding', 'pending failed',
    'capturing captured', 'capturing granted', 'capturing voiding', 'capturing failed',
    'captured granted', 'captured refunding',
    'voiding voided', 'voiding failed', 'voiding captured',
    'refunding refunded', 'granted refunded']) then
    raise exception 'a purchase does not go from % to %', old.status, new.status using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger shop_purchases_move before update on shop_purchases for each row execute function shop_check_move();

-- One row for each unit that counts against a limit of its buyer; given back when the purchase comes to nothing.
create table shop_purchase_units (
  user_id bigint not null references users (id),
  sku text not null references shop_products (sku),
  -- 'ever', or a window by its number: 'day:20778'
  period text not null,
  unit integer not null check (unit >= 1),
  purchase_id bigint not null references shop_purchases (id),
  primary key (user_id, sku, period, unit)
);
create index shop_purchase_units_purchase on shop_purchase_units (purchase_id);
grant select, insert, delete on shop_purchase_units to casino_app;

create table shop_promo_uses (
  promo_id bigint not null references shop_promos (id),
  user_id bigint not null references users (id),
  unit integer not null check (unit >= 1),
  purchase_id bigint not null unique references shop_purchases (id),
  used_at timestamptz not null,
  primary key (promo_id, user_id, unit)
);
grant select, insert, delete on shop_promo_uses to casino_app;

create table shop_refunds (
  id bigint generated always as identity primary key,
  purchase_id bigint not null references shop_purchases (id),
  command_id uuid not null unique,
  amount bigint not null check (amount >= 1),
  cause text not null check (cause in ('admin', 'chargeback')),
  reason text not null,
  status text not null check (status in ('waiting', 'sending', 'done', 'failed', 'rejected')),
  requested_by bigint references admin_users (id),
  requested_at timestamptz not null,
  decided_by bigint references admin_users (id),
  decided_at timestamptz,
  ended_at timestamptz,
  -- the event that took back what was granted, what it took, and what was spent already
  seq bigint,
  taken json,
  missing json,
  constraint shop_refunds_four_eyes check (decided_by is null or decided_by <> requested_by)
);
create index shop_refunds_purchase on shop_refunds (purchase_id);
create index shop_refunds_open on shop_refunds (requested_at) where status in ('waiting', 'sending');
grant select, insert, update on shop_refunds to casino_app;

-- Players whose purchases somebody must look at. Blocked, they buy nothing; released, what came before counts no more.
create table shop_blocks (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id),
  opened_at timestamptz not null default clock_timestamp(),
  cause text not null check (cause in ('velocity', 'cards', 'chargeback', 'admin')),
  detail json not null,
  status text not null check (status in ('open', 'blocked', 'released')),
  decided_by bigint references admin_users (id),
  decided_at timestamptz,
  reason text,
  constraint shop_blocks_decided check ((status = 'open') = (decided_at is null))
);
create unique index shop_blocks_one on shop_blocks (user_id) where status <> 'released';
create index shop_blocks_user on shop_blocks (user_id, id);
grant select, insert, update on shop_blocks to casino_app;

-- Every event that a provider told us once; kept for ever, so that none counts twice.
create table payment_webhooks (
  provider text not null,
  webhook_id text not null,
  type text not null,
  order_id text,
  received_at timestamptz not null default clock_timestamp(),
  body text not null,
  -- null: it may tell of money that went back, and nobody has looked into it yet
  handled_at timestamptz,
  primary key (provider, webhook_id)
);
create index payment_webhooks_order on payment_webhooks (order_id) where order_id is not null;
create index payment_webhooks_unhandled on payment_webhooks (received_at) where handled_at is null;
grant select, insert, update on payment_webhooks to casino_app;

-- Every delivery by id and time of signing: the same one again is a replay, a later one a retry.
create table payment_webhook_deliveries (
  provider text not null,
  webhook_id text not null,
  signed_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (provider, webhook_id, signed_at)
);
create index payment_webhook_deliveries_received on payment_webhook_deliveries (received_at);
grant select, insert, delete on payment_webhook_deliveries to casino_app;
