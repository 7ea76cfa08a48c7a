alter table campaigns drop column grown_to;
drop index campaigns_watched;
create index campaigns_watched on campaigns (check_at, id) where state in ('running', 'paused');
alter table push_origins drop column refused_by;
