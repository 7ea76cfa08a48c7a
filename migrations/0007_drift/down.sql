drop table drift_checks;
drop table outcome_counts;
