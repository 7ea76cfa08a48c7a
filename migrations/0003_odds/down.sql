drop table odds_tables;
drop function refuse_odds_change();
