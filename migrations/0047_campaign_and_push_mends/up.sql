-- Players whose message was refused since the last one that was taken, up to as many as open the breaker: one alone does not.
alter table push_origins add column refused_by bigint[] not null default '{}';

-- One that is done is looked at until the time of its goal is over.
drop index campaigns_watched;
create index campaigns_watched on campaigns (check_at, id) where state in ('running', 'paused', 'done');

-- how many players there were at its start, where a second admin had not been asked and had to be
alter table campaigns add column grown_to integer check (grown_to > 0);
