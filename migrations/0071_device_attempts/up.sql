-- Attempts by devices that have been in: of one (its number), and of all of an account (its id).
alter table login_failures drop constraint login_failures_scope_check;
alter table login_failures add constraint login_failures_scope_check
  check (scope in ('account', 'admin', 'address', 'factor', 'proof', 'device', 'devices'));
