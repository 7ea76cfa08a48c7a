delete from safe_play_excluded_identities where kind = 'provider';
alter table safe_play_excluded_identities drop constraint safe_play_excluded_identities_kind_check;
alter table safe_play_excluded_identities add constraint safe_play_excluded_identities_kind_check
  check (kind in ('email', 'phone'));
