drop table sign_ins;
delete from login_failures where scope in ('factor', 'proof');
alter table login_failures drop constraint login_failures_scope_check;
alter table login_failures add constraint login_failures_scope_check check (scope in ('account', 'admin', 'address'));
drop table login_challenges;
drop table recovery_codes;
drop table second_factors;
alter table sessions drop column enrol_only;
alter table sessions drop column proven_at;
update sessions set revoke_reason = 'LOGOUT' where revoke_reason in ('LOGOUT_OTHERS', 'ENDED', 'TOO_MANY');
alter table sessions drop constraint sessions_revoke_reason_check;
alter table sessions add constraint sessions_revoke_reason_check
  check (revoke_reason in ('LOGOUT', 'LOGOUT_ALL', 'REFRESH_REUSED', 'FORCED'));
alter table refresh_tokens drop column successor_hash;
alter table refresh_tokens drop column successor_salt;
drop table signing_keys;
