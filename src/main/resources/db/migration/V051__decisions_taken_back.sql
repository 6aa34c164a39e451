alter table review_decision add column taken_back_at timestamptz;
