alter table shop_promos drop constraint shop_promos_of_batch;
drop table shop_promo_batches;
alter table shop_promos drop column revision;
update shop_products set disabled_at = null, disabled_by = null, disable_reason = null
where disabled_at is not null and disabled_by is null;
alter table shop_products
  drop constraint shop_products_disabled_with_reason,
  drop column revision,
  add constraint shop_products_disabled_by_somebody check (num_nonnulls(disabled_at, disabled_by, disable_reason) in (0, 3));
