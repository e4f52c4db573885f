-- Files that an object store elsewhere did not take, or did not delete, while it was away.

CREATE TABLE object_outbox (
    key text PRIMARY KEY,
    -- Grows with each change, so that what was sent is forgotten only if it is still the latest.
    version integer NOT NULL DEFAULT 1,
    content_type text NOT NULL,
    -- NULL: to be deleted there.
    data bytea,
    attempts smallint NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX object_outbox_due ON object_outbox (due_at);
