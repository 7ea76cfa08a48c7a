drop index streak_days_date;
lock table streak_terms;
do $$ begin
  if exists (select from streak_terms where version > 1 and status = 'published') then
    raise exception 'terms of streaks were published: without this migration players would be paid by the first ones again';
  end if;
end $$;
drop table streak_terms;
drop function streak_terms_keep();
drop table streak_revision;
