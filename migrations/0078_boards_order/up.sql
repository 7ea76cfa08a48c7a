-- With the score in an index every score that changed wrote a row and three entries anew; Redis keeps the order, and where it is
-- away a board is sorted.
drop index board_scores_order;
