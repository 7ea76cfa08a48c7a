-- What an account has earned goes with a merge to the one its player lives on in.

-- Who may take the friend's side of an invitation: who was invited, or the account he was made one with; null: nobody, for
-- he has the reward of another one.
alter table friend_invitations add column friend_id bigint;
update friend_invitations set friend_id = user_id;
create unique index friend_invitations_friend on friend_invitations (friend_id);

-- Whoever writes an invitation, a process of the version before as well, names nobody: it begins as his who was invited.
create function friend_invitations_begin() returns trigger language plpgsql as $$
begin
  new.friend_id := coalesce(new.friend_id, new.user_id);
  return new;
end $$;
create trigger friend_invitations_begin before insert on friend_invitations
  for each row execute function friend_invitations_begin();

-- Last, and without a look at the rows that are there, which fit already: users are kept from changing for a moment only.
alter table friend_invitations add constraint friend_invitations_friend_id_fkey
  foreign key (friend_id) references users (id) not valid;
-- An achievement that came by a merge came by that event; equal: its rewards were taken before.
alter table achievement_unlocks drop constraint achievement_unlocks_check;
alter table achievement_unlocks add constraint achievement_unlocks_check check (claimed_seq >= seq) not valid;
