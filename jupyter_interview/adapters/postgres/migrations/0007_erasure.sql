-- Erasure: payloads go and envelopes stay, account by account or once an interview is old enough.

ALTER TABLE users ADD COLUMN erasing_at timestamptz;
ALTER TABLE users ADD COLUMN erased_at timestamptz;
ALTER TABLE interviews ADD COLUMN erased_at timestamptz;

CREATE INDEX users_erasing ON users (erasing_at) WHERE erasing_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX interviews_expiring ON interviews (ended_at) WHERE ended_at IS NOT NULL AND erased_at IS NULL;

-- What was erased gets no transcript any more.
DROP INDEX interviews_unsealed;
CREATE INDEX interviews_unsealed ON interviews (ended_at)
    WHERE state IN ('completed', 'abandoned') AND transcript_path IS NULL AND erased_at IS NULL;

CREATE OR REPLACE FUNCTION forbid_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        -- The interview is gone already when its account's erasure gets here.
        IF NOT EXISTS (SELECT FROM interviews WHERE id = OLD.interview_id) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        -- A browser chose its frame's name, so erasure takes it with the payload. It is not in the envelope.
        OLD.client_frame_id := NULL;
        IF NEW IS NOT DISTINCT FROM OLD AND NOT EXISTS (SELECT FROM event_payloads WHERE event_id = OLD.id) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
