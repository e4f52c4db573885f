-- What a candidate was asked before, and what everybody was asked lately: read whenever a question is chosen.

CREATE INDEX events_asked ON events (user_id, at) WHERE kind IN ('question.chosen', 'question.scored');
CREATE INDEX interviews_latest ON interviews (kind, created_at DESC) WHERE plan <> '[]';
