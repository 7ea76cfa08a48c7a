-- Whoever runs it up again begins at the first event.
delete from stream_cursors where reader = 'consumer:battlepass';
drop table pass_coupons;
drop table pass_claims;
drop table pass_tracks;
drop table pass_days;
drop table pass_progress;
alter table pass_seasons drop constraint pass_seasons_id_live_version_fkey;
drop table pass_versions;
drop function pass_versions_keep();
drop table pass_seasons;
