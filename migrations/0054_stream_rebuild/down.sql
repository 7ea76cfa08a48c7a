revoke delete on public.game_minutes, public.stream_cursors from casino_app;
drop schema stream_rebuild cascade;
