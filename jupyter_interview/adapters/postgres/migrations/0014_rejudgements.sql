-- Submissions of ended interviews that are judged again, because their question was corrected. Not yet signed, they
-- change no grade; the signed amendment does, and holds everything that these rows do.

CREATE TABLE rejudgements (
    id uuid PRIMARY KEY,
    rejudging_id uuid NOT NULL,
    interview_id uuid NOT NULL,
    submission_id uuid NOT NULL,
    question_id text NOT NULL,
    old_digest text NOT NULL,
    new_digest text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    lease_owner text,
    lease_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    verdict text,
    judgement bytea,
    signed boolean NOT NULL DEFAULT false,
    FOREIGN KEY (submission_id, interview_id) REFERENCES submissions (id, interview_id) ON DELETE CASCADE
);

CREATE INDEX rejudgements_interview ON rejudgements (interview_id, asked_at);

-- Asked for twice at once, a submission is judged once.
CREATE UNIQUE INDEX rejudgements_open ON rejudgements (submission_id) WHERE NOT signed;
