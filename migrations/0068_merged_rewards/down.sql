lock table friend_invitations;
do $$ begin
  if exists (select from friend_invitations where friend_id is distinct from user_id) then
    raise exception 'merges have moved rewards of invited players or given them up: without this migration they would be lost';
  end if;
end $$;
drop trigger friend_invitations_begin on friend_invitations;
drop function friend_invitations_begin();
drop index friend_invitations_friend;
alter table friend_invitations drop column friend_id;
alter table achievement_unlocks drop constraint achievement_unlocks_check;
-- What was taken before a merge stays taken: by the next number, which is no less true of what was paid elsewhere.
update achievement_unlocks set claimed_seq = seq + 1 where claimed_seq = seq;
alter table achievement_unlocks add constraint achievement_unlocks_check check (claimed_seq > seq);
