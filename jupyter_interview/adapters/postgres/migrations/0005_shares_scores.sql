-- Who lets the scores of their interviews be used to measure the questions. Nobody does unasked.
ALTER TABLE users ADD COLUMN shares_scores boolean NOT NULL DEFAULT false;
