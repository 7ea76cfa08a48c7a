drop index streak_days_date;
drop table streak_terms;
drop function streak_terms_keep();
drop table streak_revision;
