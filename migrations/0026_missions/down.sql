-- Whoever runs it up again begins at the first event.
delete from stream_cursors where reader = 'consumer:missions';
drop table mission_progress;
drop table mission_versions;
drop function mission_versions_keep();
drop table missions;
