-- a run that somebody asked for although the timetable had done its day, or had passed it over: nothing is missed with it
alter table batch_runs add column extra boolean not null default false;
