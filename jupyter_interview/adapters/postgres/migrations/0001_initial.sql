-- Users, interviews, their event logs, submissions, verdicts and seals.
--
-- Rows that somebody owns carry `user_id` and `cohort_id`. Payloads, verdicts and seals have none of their own: they are
-- parts of the event, submission or interview that they name, and go with it.

CREATE TABLE users (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    time_zone text NOT NULL DEFAULT 'UTC',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX identities_user ON identities (user_id);

CREATE TABLE interviews (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    cohort_id uuid,
    kind text NOT NULL,
    language text NOT NULL,
    sandboxed boolean NOT NULL,
    notebook_path text NOT NULL,
    kernel_name text NOT NULL,
    transcript_path text,
    state text NOT NULL
        CHECK (state IN ('created', 'in_progress', 'interrupted', 'paused', 'completed', 'abandoned')),
    -- None of these three holds a candidate's text, so jsonb can hold them.
    plan jsonb NOT NULL,
    clock jsonb NOT NULL,
    progress jsonb NOT NULL,
    owner text,
    epoch integer NOT NULL CHECK (epoch >= 0),
    head_seq integer NOT NULL CHECK (head_seq >= 0),
    head_hash text NOT NULL CHECK (head_hash ~ '^[0-9a-f]{64}$'),
    log_bytes bigint NOT NULL CHECK (log_bytes >= 0),
    created_at timestamptz NOT NULL,
    seen_at timestamptz,
    interrupted_at timestamptz,
    pause_expires_at timestamptz,
    ending_at timestamptz,
    ended_at timestamptz,
    -- Derived from clock and progress at each append, for the sweeper's query.
    deadline_at timestamptz,
    unanswered boolean NOT NULL,
    -- Set with the first seal of the session.
    sealed boolean NOT NULL DEFAULT false
);

CREATE UNIQUE INDEX interviews_one_live ON interviews (user_id)
    WHERE state IN ('created', 'in_progress', 'interrupted');
CREATE INDEX interviews_by_user ON interviews (user_id, created_at DESC, id);
CREATE INDEX interviews_open ON interviews (state)
    WHERE state IN ('created', 'in_progress', 'interrupted', 'paused');
CREATE INDEX interviews_unsealed ON interviews (ended_at)
    WHERE state IN ('completed', 'abandoned') AND NOT sealed;

CREATE TABLE events (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    cohort_id uuid,
    seq integer NOT NULL CHECK (seq > 0),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    provenance text NOT NULL,
    kind text NOT NULL,
    visibility text NOT NULL,
    commitment text NOT NULL CHECK (commitment ~ '^[0-9a-f]{64}$'),
    prev_hash text NOT NULL CHECK (prev_hash ~ '^[0-9a-f]{64}$'),
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    -- On the first event of what a frame caused.
    client_frame_id text,
    UNIQUE (interview_id, seq),
    UNIQUE (interview_id, client_frame_id)
);

-- Erasing a payload leaves the event, its commitment and so the chain.
CREATE TABLE event_payloads (
    event_id uuid PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    salt bytea NOT NULL CHECK (length(salt) = 32),
    payload bytea NOT NULL
);

CREATE FUNCTION forbid_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        -- The interview is gone already when its account's erasure gets here.
        IF NOT EXISTS (SELECT FROM interviews WHERE id = OLD.interview_id) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION forbid_change_of_log();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change_of_log();

-- Text that a candidate wrote is bytea: text cannot hold NUL.
CREATE TABLE submissions (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    cohort_id uuid,
    event_id uuid NOT NULL UNIQUE REFERENCES events (id) ON DELETE CASCADE,
    question_id text NOT NULL,
    question_digest text NOT NULL,
    language text NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('submit', 'examples')),
    source bytea NOT NULL,
    own_inputs bytea NOT NULL,
    created_at timestamptz NOT NULL,
    lease_owner text,
    lease_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    judged boolean NOT NULL DEFAULT false,
    UNIQUE (id, interview_id)
);

CREATE INDEX submissions_by_interview ON submissions (interview_id);
CREATE INDEX submissions_waiting ON submissions (created_at) WHERE NOT judged;

CREATE TABLE verdicts (
    submission_id uuid PRIMARY KEY,
    interview_id uuid NOT NULL,
    event_id uuid NOT NULL UNIQUE REFERENCES events (id) ON DELETE CASCADE,
    verdict text NOT NULL,
    judgement bytea NOT NULL,
    judged_at timestamptz NOT NULL,
    FOREIGN KEY (submission_id, interview_id) REFERENCES submissions (id, interview_id) ON DELETE CASCADE
);

CREATE TABLE seals (
    interview_id uuid NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    segment text NOT NULL,
    statement bytea NOT NULL,
    signature bytea NOT NULL,
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (interview_id, segment)
);
