-- Cohorts: who is in them, who is expected, how one is invited, and which interviews are set.

CREATE TABLE cohorts (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    -- A JupyterHub group is one cohort's at most.
    hub_group text UNIQUE,
    model boolean NOT NULL
);

CREATE TABLE members (
    cohort_id uuid NOT NULL REFERENCES cohorts (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    part text NOT NULL CHECK (part IN ('candidate', 'educator')),
    accommodation jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (cohort_id, user_id)
);

CREATE INDEX members_user ON members (user_id);

-- Logins that have not signed in yet; folded, as they are compared.
CREATE TABLE expected_members (
    cohort_id uuid NOT NULL REFERENCES cohorts (id) ON DELETE CASCADE,
    login text NOT NULL,
    accommodation jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (cohort_id, login)
);

CREATE INDEX expected_members_login ON expected_members (login);

CREATE TABLE invitations (
    digest bytea PRIMARY KEY CHECK (length(digest) = 32),
    cohort_id uuid NOT NULL REFERENCES cohorts (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);

CREATE INDEX invitations_cohort ON invitations (cohort_id);

CREATE TABLE assignments (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts (id) ON DELETE CASCADE,
    terms jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    released_at timestamptz
);

CREATE INDEX assignments_cohort ON assignments (cohort_id, created_at);

-- An interview outlives the cohort that it was set in: it is its candidate's.
ALTER TABLE interviews ADD COLUMN assignment_id uuid REFERENCES assignments (id) ON DELETE SET NULL;
ALTER TABLE interviews ADD COLUMN pauses boolean NOT NULL DEFAULT true;

CREATE INDEX interviews_assigned ON interviews (assignment_id, user_id, created_at) WHERE assignment_id IS NOT NULL;
