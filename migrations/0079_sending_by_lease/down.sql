create index notification_deliveries_sending on notification_deliveries (lease_until, id) where state = 'sending';
drop index notification_deliveries_leased;
