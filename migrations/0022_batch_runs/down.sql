drop table batch_runs;
drop table jobs;
