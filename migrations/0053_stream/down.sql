drop table stream_dead_letters;
delete from consumer_places where topic <> 'game_history_events';
alter table consumer_places drop constraint consumer_places_pkey;
alter table consumer_places drop column topic;
alter table consumer_places add primary key (consumer, partition);
