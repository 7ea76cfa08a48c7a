alter table batch_runs drop column extra;
