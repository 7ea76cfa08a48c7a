drop index player_days_paid;
drop table segment_overrides;
drop table segment_moves;
drop table player_segments;
drop table segment_rule_sets;
drop table segment_dimensions;
drop table segment_models;
drop table player_facts;
