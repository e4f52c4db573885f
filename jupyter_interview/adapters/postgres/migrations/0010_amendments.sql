-- What educators decided about an interview after its end: statements with a signature of their own.

CREATE TABLE amendments (
    id uuid PRIMARY KEY,
    interview_id uuid NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    statement bytea NOT NULL,
    signature bytea NOT NULL,
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX amendments_interview ON amendments (interview_id, made_at);
