-- What a user's résumé says, as it was understood and then edited. It is the person's, so it is in no cohort: it counts
-- in practice only. The file itself is in the object store.

CREATE TABLE profiles (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    skills text[] NOT NULL,
    roles text[] NOT NULL,
    years double precision CHECK (years BETWEEN 0 AND 60),
    resume_kind text NOT NULL CHECK (resume_kind IN ('pdf', 'docx', 'txt')),
    resume_bytes integer NOT NULL CHECK (resume_bytes > 0),
    -- A language model added something to what the rules found.
    refined boolean NOT NULL,
    uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When the user said that it holds. Until then nothing uses it.
    confirmed_at timestamptz
);
