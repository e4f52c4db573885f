-- Closing ends with the transcript, not with the seal: after a crash in between, the sweeper must come back.

DROP INDEX interviews_unsealed;
ALTER TABLE interviews DROP COLUMN sealed;
CREATE INDEX interviews_unsealed ON interviews (ended_at)
    WHERE state IN ('completed', 'abandoned') AND transcript_path IS NULL;
