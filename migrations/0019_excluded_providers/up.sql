-- Who has excluded himself is known by his identity at a provider too, also after he has undone the link or is erased.

alter table safe_play_excluded_identities drop constraint safe_play_excluded_identities_kind_check;
alter table safe_play_excluded_identities add constraint safe_play_excluded_identities_kind_check
  check (kind in ('email', 'phone', 'provider'));

-- The same as hashesOf of server/src/safe-play/excluded-identities.store.ts.
insert into safe_play_excluded_identities (hash, kind, user_id)
select sha256(convert_to('casino-club provider ' || i.issuer || ' ' || i.subject, 'UTF8')), 'provider', i.user_id
from user_identities i join safe_play_players s on s.user_id = i.user_id
where s.excluded_at is not null
on conflict do nothing;
