drop table push_cleanup_runs;
drop table push_settings;
drop table push_origins;
drop trigger sessions_unbind_push on sessions;
drop function unbind_push();
drop table push_subscription_log;
drop table push_subscriptions;
drop table push_vapid_keys;
