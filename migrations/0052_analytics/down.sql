drop index users_created;
drop table feature_days;
drop table retention_cells;
drop table club_days;
