create index board_scores_order on board_scores (board_id, starts_at, score desc, reached_at, user_id) where score > 0;
