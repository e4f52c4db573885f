-- Analytics: where the candidate was, and the events that days and phases are counted from.

-- Of older interviews nobody noted it; the user's own zone stands in.
ALTER TABLE interviews ADD COLUMN time_zone text;

-- One in fifty events, with all that is read of them.
CREATE INDEX events_practice ON events (user_id, interview_id, seq) INCLUDE (id, kind, at)
    WHERE kind IN (
        'interview.joined', 'interview.paused', 'interview.resumed', 'interview.completed', 'interview.abandoned',
        'question.posted', 'question.closed', 'submission.created', 'submission.judged',
        'step.began', 'step.closed', 'design.submitted'
    );
