drop index payment_webhooks_unhandled;
create index payment_webhooks_unhandled on payment_webhooks (received_at) where handled_at is null;
alter table payment_webhooks drop column try_at, drop column tries;
drop index shop_refunds_due;
alter table shop_refunds drop column try_at, drop column tries;
