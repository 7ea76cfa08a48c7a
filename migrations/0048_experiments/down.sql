drop table experiment_exposures;
drop table experiment_versions;
drop table experiments;
drop table experiment_layers;
