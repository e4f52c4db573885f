-- When the report of a finished interview is to be made next; null when there is nothing to do. Set with the transcript, and put off
-- further with every attempt, so that a report that cannot be made costs little. Interviews that are over get theirs now.

ALTER TABLE interviews
    ADD COLUMN report_due_at timestamptz,
    ADD COLUMN report_attempts smallint NOT NULL DEFAULT 0;
UPDATE interviews SET report_due_at = clock_timestamp() WHERE transcript_path IS NOT NULL;

CREATE INDEX interviews_unreported ON interviews (report_due_at) WHERE report_due_at IS NOT NULL;
