drop table saved_reports;
