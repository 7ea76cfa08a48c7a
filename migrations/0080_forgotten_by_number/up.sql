-- What is old enough to go is found by its number, in whose order it was written. An index by blocks never forgets what once stood in
-- them: once room is used again, each page of forgetting would have read the whole table.
drop index notifications_raised;
