-- What those who run the shop need to write at once without undoing each other.

alter table shop_products
  -- counts every change of the product and its versions: whoever saw an older one is told
  add column revision integer not null default 1,
  -- a command of the operator disables without being an admin
  drop constraint shop_products_disabled_by_somebody,
  add constraint shop_products_disabled_with_reason check (
    num_nonnulls(disabled_at, disable_reason) in (0, 2) and (disabled_at is not null or disabled_by is null));

alter table shop_promos add column revision integer not null default 1;

-- Codes are made once per command id.
create table shop_promo_batches (
  id uuid primary key,
  request_hash bytea not null check (length(request_hash) = 32),
  created_by bigint not null references admin_users (id),
  created_at timestamptz not null
);
grant select, insert on shop_promo_batches to casino_app;
alter table shop_promos add constraint shop_promos_of_batch foreign key (batch_id) references shop_promo_batches (id);
