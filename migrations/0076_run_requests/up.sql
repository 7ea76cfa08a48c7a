-- When somebody asked for a run: what is late is late since then, however long ago its day was.
alter table batch_runs add column requested_at timestamptz;
