alter table batch_runs drop column requested_at;
