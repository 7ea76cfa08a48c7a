-- Where a read model is built anew beside the one in use, under the same names, until it takes its place.
create schema stream_rebuild;
create table stream_rebuild.game_minutes (like public.game_minutes including defaults including constraints including indexes);
create table stream_rebuild.player_days (like public.player_days including defaults including constraints including indexes);
create table stream_rebuild.play_quarters (like public.play_quarters including defaults including constraints including indexes);
create table stream_rebuild.pull_days (like public.pull_days including defaults including constraints including indexes);
create table stream_rebuild.play_places (like public.play_places including defaults including constraints including indexes);

grant usage on schema stream_rebuild to casino_app;
grant select, insert, update, delete, truncate on all tables in schema stream_rebuild to casino_app;
grant delete on public.game_minutes, public.stream_cursors to casino_app;
