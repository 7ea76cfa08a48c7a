-- Money first: what tiers took off stays taken off, as part of the discount. The seals of those purchases no longer fit.
update shop_purchases set discount_amount = discount_amount + vip_amount where vip_amount > 0;
alter table shop_purchases drop constraint shop_purchases_sum;
alter table shop_purchases drop column vip_amount;
alter table shop_purchases add constraint shop_purchases_sum
  check (amount = list_amount - discount_amount - promo_amount);
-- Whoever runs it up again begins at the first event.
delete from stream_cursors where reader = 'consumer:vip';
drop table vip_changes;
drop table vip_standings;
drop table vip_due;
drop table vip_days;
drop table vip_terms;
drop function vip_terms_keep();
drop table vip_revision;
