drop table mood_wishes;
drop table mood_answers;
