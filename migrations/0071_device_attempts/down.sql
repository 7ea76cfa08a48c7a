delete from login_failures where scope in ('device', 'devices');
alter table login_failures drop constraint login_failures_scope_check;
alter table login_failures add constraint login_failures_scope_check
  check (scope in ('account', 'admin', 'address', 'factor', 'proof'));
