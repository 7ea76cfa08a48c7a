drop table streak_days;
